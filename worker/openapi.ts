import { createApp } from "./app.ts";
import { openapiDocument } from "./routes/api/v1/openapi-document.ts";
import { documentation } from "./routes/documentation.ts";

/** Written by the web app's build and served as it is; not part of the Worker itself. */
export const openapi = openapiDocument(createApp().routes, documentation);
