import * as z from "zod/mini";
import { json } from "../../http/answers.ts";
import type { Documentation } from "../../http/documentation.ts";
import { type App, Hono } from "../../http/hono.ts";

const metadataSchema = z.object({
  issuer: z.url(),
  introspection_endpoint: z.url(),
  introspection_endpoint_auth_methods_supported: z.array(z.string()),
  revocation_endpoint: z.url(),
  revocation_endpoint_auth_methods_supported: z.array(z.string()),
  response_types_supported: z.array(z.string()),
  grant_types_supported: z.array(z.string()),
});

/** RFC 8414: what this deployment offers of OAuth. */
export const metadata = new Hono<App>().get("/", (c) => {
  const issuer = c.var.runtime.origin;
  return c.json({
    issuer,
    introspection_endpoint: `${issuer}/oauth/introspect`,
    // §2 allows the registered token types here: the caller presents a token of its own.
    introspection_endpoint_auth_methods_supported: ["Bearer"],
    revocation_endpoint: `${issuer}/oauth/revoke`,
    revocation_endpoint_auth_methods_supported: ["none"],
    // §2 requires the first, and reads a missing second as "authorization_code, implicit". No token is issued by
    // OAuth here, so both are empty, although §3.2 would rather have empty lists left out.
    response_types_supported: [],
    grant_types_supported: [],
  });
});

/** For the OpenAPI document alone: the Worker itself is bundled without it. */
export function documentation(): Documentation {
  return {
    "GET /": {
      summary: "RFC 8414: what this deployment offers of OAuth",
      token: false,
      answers: json("The metadata", metadataSchema),
    },
  };
}
