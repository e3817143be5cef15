import * as z from "zod";
import { findApiToken, type ListedToken, listApiTokens } from "../../../db/tokens.ts";
import type { Actor } from "../../domain/actor.ts";
import { cursorSchema, DEFAULT_LIMIT, limitSchema } from "../../domain/cursor.ts";
import { Refusal } from "../../domain/errors.ts";
import { searchTermSchema } from "../../domain/search-term.ts";
import { listedStateSchema } from "../../domain/tokens/listed-state.ts";
import { idOfShownPrefix } from "../../domain/tokens/token-in-text.ts";
import { ownTokensProcedure } from "../guards.ts";
import type { Runtime } from "../runtime.ts";
import { presentToken } from "./present.ts";

export const listInput = z.strictObject({
  name: searchTermSchema.optional(),
  state: listedStateSchema.optional(),
  cursor: cursorSchema.nullish(),
  limit: limitSchema.default(DEFAULT_LIMIT),
});

export const list = ownTokensProcedure
  .input(listInput.default({ limit: DEFAULT_LIMIT }))
  .query(({ ctx, input }) => listOwnTokens(ctx.runtime, ctx.actor, input));

/** The caller's own API tokens, newest first. */
export async function listOwnTokens(runtime: Runtime, { member }: Actor, input: z.output<typeof listInput>) {
  const { tokenPrefix } = runtime.settings;
  const { items, nextCursor } = await listApiTokens(
    runtime.database,
    { organizationId: member.organization.id, userId: member.user.id },
    {
      name: input.name,
      id: idOfShownPrefix(input.name ?? "", tokenPrefix),
      state: input.state && { is: input.state, now: runtime.now() },
      cursor: input.cursor ?? undefined,
      limit: input.limit,
    },
  );
  return { items: items.map((token) => presentOwn(runtime, member, token)), nextCursor };
}

/** One of the caller's own API tokens. @throws Refusal `token-unknown` */
export async function ownToken(runtime: Runtime, { member }: Actor, id: string) {
  const key = { organizationId: member.organization.id, userId: member.user.id };
  const token = await findApiToken(runtime.database, key, id);
  if (!token) throw new Refusal("token-unknown");
  return presentOwn(runtime, member, token);
}

function presentOwn({ settings, now }: Runtime, holder: Actor["member"], token: ListedToken) {
  return presentToken(token, { tokenPrefix: settings.tokenPrefix, holder, now: now() });
}
