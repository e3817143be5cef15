import * as z from "zod/mini";
import { listTeam } from "../../../db/members/team.ts";
import type { Actor } from "../../domain/actor.ts";
import { cursorSchema, DEFAULT_LIMIT, limitSchema } from "../../domain/cursor.ts";
import { BY_NAME, teamSortSchema } from "../../domain/organizations/team-sort.ts";
import { sightOf } from "../../domain/policies/team.ts";
import { searchTermSchema } from "../../domain/search-term.ts";
import { memberProcedure } from "../guards.ts";
import type { Runtime } from "../runtime.ts";
import { presentMember } from "./present.ts";

const teamInput = z.strictObject({
  q: z.optional(searchTermSchema),
  sort: z._default(teamSortSchema, BY_NAME),
  cursor: z.nullish(cursorSchema),
  limit: z._default(limitSchema, DEFAULT_LIMIT),
});

export const list = memberProcedure
  .input(z.prefault(teamInput, {}))
  .query(({ ctx, input }) => listVisibleTeam(ctx.runtime, ctx.actor, input));

/** The members of the organization whom the caller may see, by name unless asked otherwise. */
export async function listVisibleTeam(
  { database }: Runtime,
  { member }: Actor,
  { q, sort, cursor, limit }: z.output<typeof teamInput>,
) {
  const { organization } = member;
  const page = await listTeam(database, organization.id, sightOf(member), {
    q,
    sort,
    cursor: cursor ?? undefined,
    limit,
  });
  return { ...page, items: page.items.map((one) => presentMember(one, organization)) };
}
