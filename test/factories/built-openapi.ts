import { openapi } from "../../worker/openapi.ts";

/** As the build has written the document, so that no build is needed. */
export const BUILT_OPENAPI = {
  fetch: async () => Response.json(openapi),
} as unknown as Cloudflare.Env["ASSETS"];
