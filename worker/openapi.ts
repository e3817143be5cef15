import { createApp } from "./app.ts";
import { openapiDocument } from "./routes/api/v1/openapi-document.ts";

/** What the build of the web app writes, and the Worker answers with as it is: no part of the Worker itself. */
export const openapi = openapiDocument(createApp().routes);
