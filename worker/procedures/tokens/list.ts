import * as z from "zod/mini";
import { listApiTokens, totalOf } from "../../../db/member-tokens/list.ts";
import { findApiToken, type ListedToken, type MemberKey } from "../../../db/tokens/tokens.ts";
import type { Actor } from "../../domain/actor.ts";
import { cursorSchema, DEFAULT_LIMIT, limitSchema } from "../../domain/cursor.ts";
import { Refusal } from "../../domain/errors.ts";
import { searchTermSchema } from "../../domain/search-term.ts";
import { listedStateSchema } from "../../domain/tokens/listed-state.ts";
import { idOfShownPrefix } from "../../domain/tokens/token-in-text.ts";
import { memberTokenSortSchema, NEWEST_FIRST } from "../../domain/tokens/token-sort.ts";
import { ownTokensProcedure } from "../guards.ts";
import type { Runtime } from "../runtime.ts";
import { presentToken } from "./present.ts";

const listInput = z.strictObject({
  name: z.optional(searchTermSchema),
  state: z.optional(listedStateSchema),
  sort: z._default(memberTokenSortSchema, NEWEST_FIRST),
  cursor: z.nullish(cursorSchema),
  limit: z._default(limitSchema, DEFAULT_LIMIT),
});

export const list = ownTokensProcedure
  .input(z.prefault(listInput, {}))
  .query(async ({ ctx: { runtime, actor }, input }) => {
    const page = await listOwnTokens(runtime, actor, input);
    const total = await totalOf(runtime.database, keyOf(actor), asked(runtime, input), page);
    return { ...page, total };
  });

/** The caller's own API tokens. */
export async function listOwnTokens(runtime: Runtime, actor: Actor, input: z.output<typeof listInput>) {
  const page = await listApiTokens(runtime.database, keyOf(actor), asked(runtime, input));
  return { ...page, items: page.items.map((token) => presentOwn(runtime, actor.member, token)) };
}

function asked({ settings, now }: Runtime, { name, state, sort, cursor, limit }: z.output<typeof listInput>) {
  return {
    name,
    id: idOfShownPrefix(name ?? "", settings.tokenPrefix),
    state: state && { is: state, now: now() },
    sort,
    cursor: cursor ?? undefined,
    limit,
  };
}

/** One of the caller's own API tokens. @throws Refusal `token-unknown` */
export async function ownToken(runtime: Runtime, actor: Actor, id: string) {
  const token = await findApiToken(runtime.database, keyOf(actor), id);
  if (!token) throw new Refusal("token-unknown");
  return presentOwn(runtime, actor.member, token);
}

function keyOf({ member }: Actor): MemberKey {
  return { organizationId: member.organization.id, userId: member.user.id };
}

function presentOwn({ settings, now }: Runtime, holder: Actor["member"], token: ListedToken) {
  return presentToken(token, { tokenPrefix: settings.tokenPrefix, holder, now: now() });
}
