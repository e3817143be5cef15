import type { Named } from "./named.ts";

type Asked = {
  path: string;
  /** The caller, unless it is a token's holder: somebody signed in, or nobody except what the headers say. */
  as?: "signed-in" | "nobody";
  method?: "GET" | "POST" | "PUT" | "DELETE";
  form?: Record<string, string>;
  headers?: Record<string, string>;
};

/**
 * Every route outside tRPC with a request that names something of an organization (`own` is the caller's token); null
 * for those that name nothing.
 */
export const ROUTES: Record<string, ((named: Named, own: string) => Asked) | null> = {
  "GET /api/v1/me": ({ organizationId }, own) => ({
    path: "/api/v1/me",
    as: "nobody",
    headers: { "x-account-id": organizationId, "x-auth-token": own },
  }),
  "GET /api/v1/openapi.json": null,
  "GET /api/v1/organization/activity": ({ userId }) => ({
    path: `/api/v1/organization/activity?user=${userId}`,
  }),
  "GET /api/v1/organization/tokens": ({ tokenId }) => ({ path: `/api/v1/organization/tokens?q=${tokenId}` }),
  "GET /api/v1/organization/tokens/:id/usage": ({ tokenId }) => ({
    path: `/api/v1/organization/tokens/${tokenId}/usage`,
  }),
  "DELETE /api/v1/organization/tokens/:id": ({ tokenId }) => ({
    path: `/api/v1/organization/tokens/${tokenId}`,
    method: "DELETE",
  }),
  "PUT /api/v1/organization/tokens/:id/suspension": ({ tokenId }) => ({
    path: `/api/v1/organization/tokens/${tokenId}/suspension`,
    method: "PUT",
  }),
  "DELETE /api/v1/organization/tokens/:id/suspension": ({ tokenId }) => ({
    path: `/api/v1/organization/tokens/${tokenId}/suspension`,
    method: "DELETE",
  }),
  "POST /api/v1/tokens/current/rotate": null,
  "GET /api/v1/team": null,
  "GET /api/v1/tokens": ({ tokenId }) => ({ path: `/api/v1/tokens?name=${tokenId}` }),
  "DELETE /api/v1/tokens/current": null,
  "GET /api/v1/tokens/:id": ({ tokenId }) => ({ path: `/api/v1/tokens/${tokenId}` }),
  "GET /api/v1/tokens/:id/usage": ({ tokenId }) => ({ path: `/api/v1/tokens/${tokenId}/usage` }),
  "DELETE /api/v1/tokens/:id": ({ tokenId }) => ({ path: `/api/v1/tokens/${tokenId}`, method: "DELETE" }),
  "POST /oauth/introspect": ({ token }) => ({ path: "/oauth/introspect", method: "POST", form: { token } }),
  "POST /oauth/revoke": null,
  "GET /.well-known/oauth-authorization-server": null,
  "POST /api-token-auth": ({ organizationId }) => ({
    path: "/api-token-auth",
    method: "POST",
    form: {
      username: "member@northwind.example",
      password: "northwind demo passphrase",
      organization: organizationId,
    },
  }),
  "POST /api-token-auth/": null,
  "GET /export/activity.csv": ({ userId }) => ({
    path: `/export/activity.csv?user=${userId}`,
    as: "signed-in",
  }),
  "GET /export/activity.ndjson": ({ userId }) => ({
    path: `/export/activity.ndjson?user=${userId}`,
    as: "signed-in",
  }),
  "GET /export/api-tokens.csv": ({ tokenId }) => ({
    path: `/export/api-tokens.csv?q=${tokenId}`,
    as: "signed-in",
  }),
  "GET /healthz": null,
  "GET /sign-in/callback": null,
  "GET /sign-in/with/:organizationId": ({ organizationId }) => ({
    path: `/sign-in/with/${organizationId}`,
    as: "nobody",
  }),
};
