import { openapi } from "../../worker/openapi.ts";

/** Stands in for the document that the build writes, so that no build is needed. */
export const BUILT_OPENAPI = {
  fetch: async () => Response.json(openapi),
} as unknown as Cloudflare.Env["ASSETS"];
