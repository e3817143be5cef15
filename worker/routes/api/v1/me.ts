import { Hono } from "hono";
import { rfc3339 } from "../../../domain/times.ts";
import { displayPrefix } from "../../../domain/tokens/token.ts";
import type { App } from "../../../http/hono.ts";

/** Who the token speaks for, and what it may do right now. */
export const me = new Hono<App>().get("/", (c) => {
  const { actor, runtime } = c.var;
  const { token, member, permissions } = actor;
  const { apiPermissions: _, ...organization } = member.organization;
  return c.json({
    token: {
      id: token.id,
      name: token.name,
      prefix: displayPrefix(token.id, runtime.settings.tokenPrefix),
      created_at: rfc3339(token.createdAt),
      expires_at: rfc3339(token.expiresAt),
      scopes: token.scopes,
    },
    user: member.user,
    organization,
    permissions,
    visibility_groups: member.visibilityGroups,
  });
});
