import { Hono } from "hono";
import * as z from "zod";
import { cursorSchema } from "../../../domain/cursor.ts";
import { searchTermSchema } from "../../../domain/search-term.ts";
import { NEWEST_FIRST, tokenSortSchema } from "../../../domain/tokens/token-sort.ts";
import { userIdSchema } from "../../../domain/users/user-id.ts";
import { demandSuperuserToken } from "../../../http/demand-superuser-token.ts";
import type { App } from "../../../http/hono.ts";
import { readQuery } from "../../../http/query.ts";
import { listOrganizationActivity } from "../../../procedures/activity/list.ts";
import { revokeTokenOfOrganization } from "../../../procedures/organization/revoke-token.ts";
import { listTokensOfOrganization } from "../../../procedures/organization/tokens.ts";
import { limitParameter } from "./tokens.ts";

const page = { cursor: cursorSchema.optional(), limit: limitParameter };

const tokensQuery = z.object({
  q: searchTermSchema.optional(),
  sort: tokenSortSchema.default(NEWEST_FIRST),
  ...page,
});

const activityQuery = z.object({ user: userIdSchema.optional(), ...page });

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
        prefix: token.prefix,
        user: token.user,
        created_at: token.createdAt,
        expires_at: token.expiresAt,
        last_used_at: token.lastUsedAt,
        last_used: token.lastUsed,
      })),
      next_cursor: nextCursor,
    });
  })
  .delete("/tokens/:id", async (c) => {
    await revokeTokenOfOrganization(c.var.runtime, c.var.actor, c.req.param("id"));
    return c.body(null, 204);
  })
  .get("/activity", async (c) => {
    const { user, ...query } = readQuery(c, activityQuery);
    const { runtime, actor } = c.var;
    const { items, nextCursor } = await listOrganizationActivity(runtime, actor, { ...query, userId: user });
    return c.json({ items, next_cursor: nextCursor });
  });
