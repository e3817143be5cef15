import { and, asc, count, eq, max, type SQL, sql } from "drizzle-orm";
import { batch, build, type Database, type Statement } from "../connect.ts";
import { forgetWhoLeft } from "../members/leaving.ts";
import { theMember } from "../members/memberships.ts";
import { insertFrom } from "../sql.ts";
import { ending } from "../tables/ending.ts";
import { membership } from "../tables/membership.ts";
import { token } from "../tables/token.ts";
import type { MemberKey } from "./tokens.ts";

/** The end of very many tokens whose rows are still being removed. */
export type OpenEnding = typeof ending.$inferSelect;

/** How many sessions and API tokens a member has, counted to `most`. */
export async function countTokensOf(database: Database, member: MemberKey, most: number): Promise<number> {
  const some = database.select({ seq: token.seq }).from(token).where(areOf(member)).limit(most).as("some");
  const [counted] = await database.select({ n: count() }).from(some);
  return counted?.n ?? 0;
}

function areOf({ organizationId, userId }: MemberKey): SQL | undefined {
  return and(eq(token.organizationId, organizationId), eq(token.userId, userId));
}

/** Ends all tokens that the member has now: no door honours them from then on. Changes no row unless `where` holds. */
export function endAllNow(
  member: MemberKey,
  { at, by, deactivates }: { at: number; by: "owner" | "administrator"; deactivates: boolean },
  where: SQL | undefined,
): Statement {
  const last = build
    .select({ seq: max(token.seq) })
    .from(token)
    .where(areOf(member));
  const deactivatedAt = deactivates ? sql`coalesce(${membership.deactivatedAt}, ${at})` : undefined;
  return build
    .update(membership)
    .set({ endedAt: at, endedBy: by, endedThrough: sql`${last}`, deactivatedAt })
    .where(and(theMember(member), where));
}

/** Follows `endAllNow`: queues the rows for removal in pieces. */
export function openEnding(
  member: MemberKey,
  {
    by,
    actor,
    at,
    removesMember,
  }: Pick<OpenEnding, "by" | "at" | "removesMember"> & {
    actor: { id: string; name: string };
  },
): Statement {
  const { organizationId, userId, endedThrough: through } = membership;
  const told = { by, actorId: actor.id, actorName: actor.name, at, removesMember };
  return insertFrom(ending, { organizationId, userId, through, ...told }, membership, theMember(member));
}

/** The oldest open ending. */
export async function nextEnding(database: Database): Promise<OpenEnding | null> {
  const [row] = await database.select().from(ending).orderBy(asc(ending.id)).limit(1);
  return row ?? null;
}

/** Closes an ending when no row of its tokens is left; deletes the membership too if it was to be removed. */
export async function closeEnding(
  database: Database,
  { id, removesMember, ...member }: OpenEnding,
): Promise<void> {
  const removal = database.delete(membership).where(theMember(member));
  const closing = database.delete(ending).where(eq(ending.id, id));
  const forgetting = forgetWhoLeft(member, member.at);
  await batch(database, removesMember ? [removal, closing, ...forgetting] : [closing]);
}
