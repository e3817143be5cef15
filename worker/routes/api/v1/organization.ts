import * as z from "zod/mini";
import { cursorSchema } from "../../../domain/cursor.ts";
import { searchTermSchema } from "../../../domain/search-term.ts";
import { timeSchema } from "../../../domain/times.ts";
import { listedStateSchema } from "../../../domain/tokens/listed-state.ts";
import { NEWEST_FIRST, tokenSortSchema } from "../../../domain/tokens/token-sort.ts";
import { userIdSchema } from "../../../domain/users/user-id.ts";
import { empty, json, tokenProblems } from "../../../http/answers.ts";
import { demandSuperuserToken } from "../../../http/demand-superuser-token.ts";
import type { Documentation } from "../../../http/documentation.ts";
import { type App, Hono } from "../../../http/hono.ts";
import { readQuery } from "../../../http/query.ts";
import { readJson } from "../../../http/read-json.ts";
import { listOrganizationActivity } from "../../../procedures/activity/list.ts";
import { revokeTokenOfOrganization } from "../../../procedures/organization/revoke-token.ts";
import {
  resumeTokenOfOrganization,
  suspendTokenOfOrganization,
} from "../../../procedures/organization/suspend-token.ts";
import { usageOfTokenOfOrganization } from "../../../procedures/organization/token-usage.ts";
import { listTokensOfOrganization } from "../../../procedures/organization/tokens.ts";
import { activitySchema, organizationTokenSchema, pageOfSchema, usageSchema } from "./representations.ts";
import { earlierOnTheWire, limitParameter } from "./tokens.ts";
import { USAGE, usageOnTheWire, usageQuery } from "./usage.ts";

const page = { cursor: z.optional(cursorSchema), limit: limitParameter };

const tokensQuery = z.object({
  q: z.optional(searchTermSchema),
  state: z.optional(listedStateSchema),
  sort: z._default(tokenSortSchema, NEWEST_FIRST),
  ...page,
});

const activityQuery = z.object({ user: z.optional(userIdSchema), ...page });

const suspensionBody = z.strictObject({ until: z.nullish(timeSchema) });

const SUPERUSERS = "Needs a token that is not narrowed, of a member who is now a superuser or Master Admin.";

/** What superusers see and end in the web app. */
export const organization = new Hono<App>()
  .use(demandSuperuserToken())
  .get("/tokens", async (c) => {
    const query = readQuery(c, tokensQuery);
    const { items, nextCursor } = await listTokensOfOrganization(c.var.runtime, c.var.actor, query);
    return c.json({
      items: items.map((token) => ({
        id: token.id,
        name: token.name,
        purpose: token.purpose,
        prefix: token.prefix,
        user: token.user,
        created_at: token.createdAt,
        expires_at: token.expiresAt,
        last_used_at: token.lastUsedAt,
        last_used: token.lastUsed,
        state: token.state,
        rotated_at: token.rotatedAt,
        earlier_secret: token.earlierSecret && earlierOnTheWire(token.earlierSecret),
        suspended: token.suspended,
      })),
      next_cursor: nextCursor,
    });
  })
  .get("/tokens/:id/usage", async (c) => {
    const asked = { id: c.req.param("id"), ...readQuery(c, usageQuery) };
    return c.json(usageOnTheWire(await usageOfTokenOfOrganization(c.var.runtime, c.var.actor, asked)));
  })
  .delete("/tokens/:id", async (c) => {
    await revokeTokenOfOrganization(c.var.runtime, c.var.actor, c.req.param("id"));
    return c.body(null, 204);
  })
  .put("/tokens/:id/suspension", async (c) => {
    const { until = null } = await readJson(c, suspensionBody);
    await suspendTokenOfOrganization(c.var.runtime, c.var.actor, c.req.param("id"), until);
    return c.body(null, 204);
  })
  .delete("/tokens/:id/suspension", async (c) => {
    await resumeTokenOfOrganization(c.var.runtime, c.var.actor, c.req.param("id"));
    return c.body(null, 204);
  })
  .get("/activity", async (c) => {
    const { user, ...query } = readQuery(c, activityQuery);
    const { runtime, actor } = c.var;
    const { items, nextCursor } = await listOrganizationActivity(runtime, actor, {
      ...query,
      userId: user,
    });
    const shown = items.map(({ refusedSince, lastRefused, ...item }) => ({
      ...item,
      refused_since: refusedSince && { count: refusedSince.count, last_at: refusedSince.lastAt },
      last_refused: lastRefused,
    }));
    return c.json({ items: shown, next_cursor: nextCursor });
  });

/** For the OpenAPI document alone: the Worker itself is bundled without it. */
export function documentation(): Documentation {
  return {
    "GET /tokens": {
      summary: "Every API token of the organization",
      description: SUPERUSERS,
      token: true,
      query: tokensQuery,
      answers: {
        ...json("A page of tokens", pageOfSchema(organizationTokenSchema)),
        ...tokenProblems(403, 422),
      },
    },
    "GET /tokens/:id/usage": {
      summary: "What any API token of the organization did",
      description: `${SUPERUSERS} ${USAGE}`,
      token: true,
      query: usageQuery,
      answers: { ...json("Its usage", usageSchema), ...tokenProblems(403, 404, 422) },
    },
    "DELETE /tokens/:id": {
      summary: "Revokes any API token of the organization; its owner is told by e-mail",
      description: SUPERUSERS,
      token: true,
      answers: { ...empty(204, "It is revoked"), ...tokenProblems(403, 404) },
    },
    "PUT /tokens/:id/suspension": {
      summary: "Suspends any API token of the organization, until then or until it is resumed",
      description: `${SUPERUSERS} Its owner is told by e-mail.`,
      token: true,
      body: { "application/json": suspensionBody },
      answers: { ...empty(204, "It is suspended"), ...tokenProblems(403, 404, 409, 415, 422) },
    },
    "DELETE /tokens/:id/suspension": {
      summary: "Resumes any API token of the organization, whoever suspended it",
      description: `${SUPERUSERS} Its owner is told by e-mail.`,
      token: true,
      answers: { ...empty(204, "It is not suspended"), ...tokenProblems(403, 404) },
    },
    "GET /activity": {
      summary: "What happened in the organization, newest first",
      description: SUPERUSERS,
      token: true,
      query: activityQuery,
      answers: {
        ...json("A page of activities", pageOfSchema(activitySchema)),
        ...tokenProblems(403, 422),
      },
    },
  };
}
