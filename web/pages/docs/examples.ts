import { accountId, ORIGIN, reader } from "./reader.ts";

/** Example answers. Ids and times of a token are made up; the rest is the reader's own, if known. */

const TOKEN_ID = "3fA9xQ2LmZ7p";
const USER_ID = "usr_8QzT0b1VnKcd";

export function meAnswer(): string {
  const session = reader();
  return pretty({
    token: {
      id: TOKEN_ID,
      name: "Nightly export",
      prefix: `lk_${TOKEN_ID}`,
      created_at: "2026-11-02T08:30:00.000Z",
      expires_at: "2027-01-31T08:30:00.000Z",
      scopes: null,
      endpoints: null,
    },
    user: {
      id: session?.user.id ?? USER_ID,
      email: session?.user.email ?? "you@example.com",
      name: session?.user.name ?? "Your Name",
      kind: "human",
    },
    organization: {
      id: accountId(),
      name: session?.organization.name ?? "Your Organization",
      kind: session?.organization.kind ?? "customer",
    },
    permissions: ["tokens.personal", "reports:read"],
    visibility_groups: ["EMEA"],
  });
}

export function introspectionAnswer(): string {
  const session = reader();
  return pretty({
    active: true,
    token_type: "Bearer",
    scope: "tokens.personal reports:read",
    sub: session?.user.id ?? USER_ID,
    username: session?.user.email ?? "you@example.com",
    jti: TOKEN_ID,
    iss: ORIGIN,
    iat: 1793608200,
    exp: 1801384200,
    organization_id: accountId(),
    visibility_groups: ["EMEA"],
  });
}

export const PROBLEM = pretty({
  type: "about:blank",
  title: "Forbidden",
  status: 403,
  detail:
    "This needs the permission reports:write. A superuser or Master Admin of the organization can grant it.",
  code: "insufficient_scope",
  missing: "reports:write",
});

export const OAUTH_ERROR = pretty({
  error: "invalid_token",
  error_description: "The token expired on 2026-11-20T08:30:00Z.",
});

export const METADATA = pretty({
  issuer: ORIGIN,
  introspection_endpoint: `${ORIGIN}/oauth/introspect`,
  introspection_endpoint_auth_methods_supported: ["Bearer"],
  revocation_endpoint: `${ORIGIN}/oauth/revoke`,
  revocation_endpoint_auth_methods_supported: ["none"],
  response_types_supported: [],
  grant_types_supported: [],
});

function pretty(value: unknown): string {
  // Short lists on one line.
  return JSON.stringify(value, null, 2).replace(/\[\s+([^[\]{}]*?)\s+\]/g, (_, inside: string) => {
    return `[${inside.replace(/\s*\n\s*/g, " ")}]`;
  });
}
