import { Hono } from "hono";
import type { App } from "../../http/hono.ts";

/** RFC 8414: what of OAuth is offered here. */
export const metadata = new Hono<App>().get("/", (c) => {
  const issuer = c.var.runtime.origin;
  return c.json({
    issuer,
    introspection_endpoint: `${issuer}/oauth/introspect`,
    // §2 allows the registered token types here: the caller presents a token of its own.
    introspection_endpoint_auth_methods_supported: ["Bearer"],
    revocation_endpoint: `${issuer}/oauth/revoke`,
    revocation_endpoint_auth_methods_supported: ["none"],
    // §2 requires the first, and reads a missing second as "authorization_code, implicit". No token is
    // handed out by OAuth here, so both are empty, although §3.2 would rather have empty lists left out.
    response_types_supported: [],
    grant_types_supported: [],
  });
});
