import { rfc3339 } from "../../../domain/times.ts";
import { displayPrefix } from "../../../domain/tokens/token.ts";
import { json, tokenProblems } from "../../../http/answers.ts";
import type { Documentation } from "../../../http/documentation.ts";
import { type App, Hono } from "../../../http/hono.ts";
import { meSchema } from "./representations.ts";

/** Whom the token speaks for, and what it may do right now. */
export const me = new Hono<App>().get("/", (c) => {
  const { token, member, permissions, limits } = c.get("actor");
  const { apiPermissions: _, ...organization } = member.organization;
  return c.json({
    token: {
      id: token.id,
      name: token.name,
      prefix: displayPrefix(token.id, c.get("runtime").settings.tokenPrefix),
      created_at: rfc3339(token.createdAt),
      expires_at: rfc3339(token.expiresAt),
      scopes: token.scopes,
      endpoints: limits.own?.written ?? null,
    },
    user: member.user,
    organization,
    permissions,
    visibility_groups: member.visibilityGroups,
  });
});

/** For the OpenAPI document alone: the Worker itself is bundled without it. */
export function documentation(): Documentation {
  return {
    "GET /": {
      summary: "Who this token speaks for, and what it may do now",
      token: true,
      answers: { ...json("The token, its member and their organization", meSchema), ...tokenProblems() },
    },
  };
}
