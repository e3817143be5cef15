import * as z from "zod/mini";
import { cursorSchema } from "../../../domain/cursor.ts";
import { BY_NAME } from "../../../domain/organizations/team-sort.ts";
import { json, tokenProblems } from "../../../http/answers.ts";
import { demandWholeToken } from "../../../http/demand-whole-token.ts";
import type { Documentation } from "../../../http/documentation.ts";
import { type App, Hono } from "../../../http/hono.ts";
import { readQuery } from "../../../http/query.ts";
import { listVisibleTeam } from "../../../procedures/team/list.ts";
import { memberSchema, pageOfSchema } from "./representations.ts";
import { limitParameter } from "./tokens.ts";

const teamQuery = z.object({ cursor: z.optional(cursorSchema), limit: limitParameter });

/** The members of the organization whom the token's member may see. */
export const team = new Hono<App>().get("/", demandWholeToken(), async (c) => {
  const asked = { ...readQuery(c, teamQuery), sort: BY_NAME };
  const { items, nextCursor } = await listVisibleTeam(c.var.runtime, c.var.actor, asked);
  return c.json({
    items: items.map(({ id, name, email, kind, role, permissions, visibilityGroups }) => ({
      id,
      name,
      email,
      kind,
      role,
      permissions,
      visibility_groups: visibilityGroups,
    })),
    next_cursor: nextCursor,
  });
});

/** For the OpenAPI document alone: the Worker itself is bundled without it. */
export function documentation(): Documentation {
  return {
    "GET /": {
      summary: "The team members whom this token's member may see",
      token: true,
      query: teamQuery,
      description: "Needs a token that is not narrowed.",
      answers: {
        ...json("A page of members, by name", pageOfSchema(memberSchema)),
        ...tokenProblems(403, 422),
      },
    },
  };
}
