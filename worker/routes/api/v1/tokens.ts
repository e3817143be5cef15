import * as z from "zod/mini";
import { cursorSchema, DEFAULT_LIMIT, limitSchema } from "../../../domain/cursor.ts";
import { searchTermSchema } from "../../../domain/search-term.ts";
import { listedStateSchema } from "../../../domain/tokens/listed-state.ts";
import { memberTokenSortSchema, NEWEST_FIRST } from "../../../domain/tokens/token-sort.ts";
import { empty, json, tokenProblems } from "../../../http/answers.ts";
import { demandPermission } from "../../../http/demand-permission.ts";
import type { Documentation } from "../../../http/documentation.ts";
import { type App, Hono } from "../../../http/hono.ts";
import { numberInQuery, readQuery } from "../../../http/query.ts";
import { readJson } from "../../../http/read-json.ts";
import { listOwnTokens, ownToken } from "../../../procedures/tokens/list.ts";
import type { PresentedToken } from "../../../procedures/tokens/present.ts";
import { revokeOwnToken } from "../../../procedures/tokens/revoke.ts";
import { graceSchema, rotateCurrent } from "../../../procedures/tokens/rotate.ts";
import { usageOfOwnToken } from "../../../procedures/tokens/usage.ts";
import { earlierSecretSchema, pageOfSchema, tokenSchema, usageSchema } from "./representations.ts";
import { USAGE, usageOnTheWire, usageQuery } from "./usage.ts";

export const limitParameter = numberInQuery(z._default(limitSchema, DEFAULT_LIMIT));

const listQuery = z.object({
  name: z.optional(searchTermSchema),
  state: z.optional(listedStateSchema),
  sort: z._default(memberTokenSortSchema, NEWEST_FIRST),
  cursor: z.optional(cursorSchema),
  limit: limitParameter,
});

const PERSONAL = "tokens.personal";

/** Every token holds this permission, unless it is narrowed to others. */
const NEEDS_PERSONAL = `Needs the permission ${PERSONAL}, which a token narrowed to others lacks.`;

const rotationBody = z.strictObject({ grace_seconds: z.optional(graceSchema) });

const rotatedSchema = z.object({
  token: z.string(),
  expires_at: z.nullable(z.iso.datetime()),
  earlier_secret: z.nullable(earlierSecretSchema),
});

/** The caller's own API tokens. A token cannot make tokens: those would outlive its own revocation. */
export const tokens = new Hono<App>()
  .get("/", demandPermission(PERSONAL), async (c) => {
    const { items, nextCursor } = await listOwnTokens(c.var.runtime, c.var.actor, readQuery(c, listQuery));
    return c.json({ items: items.map(onTheWire), next_cursor: nextCursor });
  })
  .delete("/current", async (c) => {
    await revokeOwnToken(c.var.runtime, c.var.actor, c.var.actor.token.id);
    return c.body(null, 204);
  })
  .post("/current/rotate", async (c) => {
    const { grace_seconds: graceSeconds } = await readJson(c, rotationBody);
    const rotated = await rotateCurrent(c.var.runtime, c.var.actor, graceSeconds);
    return c.json({
      token: rotated.token,
      expires_at: rotated.expiresAt,
      earlier_secret: rotated.earlierSecret && earlierOnTheWire(rotated.earlierSecret),
    });
  })
  .get("/:id", demandPermission(PERSONAL), async (c) => {
    return c.json(onTheWire(await ownToken(c.var.runtime, c.var.actor, c.req.param("id"))));
  })
  .get("/:id/usage", demandPermission(PERSONAL), async (c) => {
    const asked = { id: c.req.param("id"), ...readQuery(c, usageQuery) };
    return c.json(usageOnTheWire(await usageOfOwnToken(c.var.runtime, c.var.actor, asked)));
  })
  .delete("/:id", demandPermission(PERSONAL), async (c) => {
    await revokeOwnToken(c.var.runtime, c.var.actor, c.req.param("id"));
    return c.body(null, 204);
  });

function onTheWire(token: PresentedToken) {
  return {
    id: token.id,
    name: token.name,
    purpose: token.purpose,
    prefix: token.prefix,
    created_at: token.createdAt,
    expires_at: token.expiresAt,
    last_used_at: token.lastUsedAt,
    last_used: token.lastUsed,
    scopes: token.scopes,
    endpoints: token.endpoints,
    state: token.state,
    rotated_at: token.rotatedAt,
    earlier_secret: token.earlierSecret && earlierOnTheWire(token.earlierSecret),
    suspended: token.suspended,
  };
}

export function earlierOnTheWire(earlier: NonNullable<PresentedToken["earlierSecret"]>) {
  return {
    ends_at: earlier.endsAt,
    end_at_first_use: earlier.endAtFirstUse,
    last_used_at: earlier.lastUsedAt,
    last_used: earlier.lastUsed,
  };
}

/** For the OpenAPI document alone: the Worker itself is bundled without it. */
export function documentation(): Documentation {
  return {
    "GET /": {
      summary: "The caller's own API tokens, newest first unless sorted otherwise",
      description: NEEDS_PERSONAL,
      token: true,
      query: listQuery,
      answers: { ...json("A page of tokens", pageOfSchema(tokenSchema)), ...tokenProblems(403, 422) },
    },
    "DELETE /current": {
      summary: "The token that is presented ends itself",
      description: "Any token may do this, however narrow.",
      token: true,
      answers: { ...empty(204, "It is revoked"), ...tokenProblems() },
    },
    "POST /current/rotate": {
      summary: "The token that is presented is given a new secret",
      description:
        "For tokens that were made to rotate themselves. The earlier secret holds until the new one is first used, " +
        "for `grace_seconds` at most (604800 unless given). An answer that was lost can be asked for again with either secret.",
      token: true,
      body: { "application/json": rotationBody },
      answers: {
        ...json("The new secret, which is never shown again", rotatedSchema),
        ...tokenProblems(403, 415, 422),
      },
    },
    "GET /:id": {
      summary: "One of the caller's own API tokens",
      description: NEEDS_PERSONAL,
      token: true,
      answers: { ...json("The token", tokenSchema), ...tokenProblems(403, 404) },
    },
    "GET /:id/usage": {
      summary: "What one of the caller's own API tokens did",
      description: `${NEEDS_PERSONAL} ${USAGE}`,
      token: true,
      query: usageQuery,
      answers: { ...json("Its usage", usageSchema), ...tokenProblems(403, 404, 422) },
    },
    "DELETE /:id": {
      summary: "Revokes one of the caller's own API tokens",
      description: NEEDS_PERSONAL,
      token: true,
      answers: { ...empty(204, "It is revoked"), ...tokenProblems(403, 404) },
    },
  };
}
