import { Hono } from "hono";
import * as z from "zod";
import { findApiToken } from "../../../../db/tokens.ts";
import { cursorSchema, DEFAULT_LIMIT, limitSchema } from "../../../domain/cursor.ts";
import { Refusal } from "../../../domain/errors.ts";
import { searchTermSchema } from "../../../domain/search-term.ts";
import { empty, json, tokenProblems } from "../../../http/answers.ts";
import { demandPermission } from "../../../http/demand-permission.ts";
import { documented } from "../../../http/documented.ts";
import type { App } from "../../../http/hono.ts";
import { readQuery } from "../../../http/query.ts";
import { listOwnTokens } from "../../../procedures/tokens/list.ts";
import { type PresentedToken, presentToken } from "../../../procedures/tokens/present.ts";
import { revokeOwnToken } from "../../../procedures/tokens/revoke.ts";
import { usageOfOwnToken } from "../../../procedures/tokens/usage.ts";
import { pageOfSchema, tokenSchema, usageSchema } from "./representations.ts";
import { USAGE, usageOnTheWire, usageQuery } from "./usage.ts";

const WHOLE_NUMBER = /^\d{1,6}$/;

/** A number as it stands in a query string; the description of the API tells the number. */
export const limitParameter = z.preprocess(
  (text) => (typeof text === "string" && WHOLE_NUMBER.test(text) ? Number(text) : text),
  limitSchema.default(DEFAULT_LIMIT),
);

export const listQuery = z.object({
  name: searchTermSchema.optional(),
  cursor: cursorSchema.optional(),
  limit: limitParameter,
});

const PERSONAL = "tokens.personal";

/** What every token has, unless it was narrowed to other permissions. */
const NEEDS_PERSONAL = `Needs the permission ${PERSONAL}, which a token narrowed to others lacks.`;

/** The caller's own API tokens. A token cannot make tokens: it would outlive its own revocation. */
export const tokens = new Hono<App>()
  .get(
    "/",
    documented(() => ({
      summary: "The caller's own API tokens, newest first",
      description: NEEDS_PERSONAL,
      token: true,
      query: listQuery,
      answers: { ...json("A page of tokens", pageOfSchema(tokenSchema)), ...tokenProblems(403, 422) },
    })),
    demandPermission(PERSONAL),
    async (c) => {
      const { items, nextCursor } = await listOwnTokens(c.var.runtime, c.var.actor, readQuery(c, listQuery));
      return c.json({ items: items.map(onTheWire), next_cursor: nextCursor });
    },
  )
  .delete(
    "/current",
    documented(() => ({
      summary: "The token that is presented ends itself",
      description: "Any token may, whatever it was narrowed to.",
      token: true,
      answers: { ...empty(204, "It is revoked"), ...tokenProblems() },
    })),
    async (c) => {
      await revokeOwnToken(c.var.runtime, c.var.actor, c.var.actor.token.id);
      return c.body(null, 204);
    },
  )
  .get(
    "/:id",
    documented(() => ({
      summary: "One of the caller's own API tokens",
      description: NEEDS_PERSONAL,
      token: true,
      answers: { ...json("The token", tokenSchema), ...tokenProblems(403, 404) },
    })),
    demandPermission(PERSONAL),
    async (c) => {
      const { runtime, actor } = c.var;
      const owner = { organizationId: actor.member.organization.id, userId: actor.member.user.id };
      const token = await findApiToken(runtime.database, owner, c.req.param("id"));
      if (!token) throw new Refusal("token-unknown");
      return c.json(onTheWire(presentToken(token, runtime.settings.tokenPrefix)));
    },
  )
  .get(
    "/:id/usage",
    documented(() => ({
      summary: "What one of the caller's own API tokens did",
      description: `${NEEDS_PERSONAL} ${USAGE}`,
      token: true,
      query: usageQuery,
      answers: { ...json("Its usage", usageSchema), ...tokenProblems(403, 404, 422) },
    })),
    demandPermission(PERSONAL),
    async (c) => {
      const asked = { id: c.req.param("id"), ...readQuery(c, usageQuery) };
      return c.json(usageOnTheWire(await usageOfOwnToken(c.var.runtime, c.var.actor, asked)));
    },
  )
  .delete(
    "/:id",
    documented(() => ({
      summary: "Revokes one of the caller's own API tokens",
      description: NEEDS_PERSONAL,
      token: true,
      answers: { ...empty(204, "It is revoked"), ...tokenProblems(403, 404) },
    })),
    demandPermission(PERSONAL),
    async (c) => {
      await revokeOwnToken(c.var.runtime, c.var.actor, c.req.param("id"));
      return c.body(null, 204);
    },
  );

function onTheWire(token: PresentedToken) {
  return {
    id: token.id,
    name: token.name,
    prefix: token.prefix,
    created_at: token.createdAt,
    expires_at: token.expiresAt,
    last_used_at: token.lastUsedAt,
    last_used: token.lastUsed,
    scopes: token.scopes,
    endpoints: token.endpoints,
  };
}
