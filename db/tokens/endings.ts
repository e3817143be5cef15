import { and, asc, eq, type SQL, sql } from "drizzle-orm";
import { batch, type Database, prepare, type Statement } from "../connect.ts";
import { forgetWhoLeft } from "../members/leaving.ts";
import { ending } from "../tables/ending.ts";
import { membership } from "../tables/membership.ts";
import type { MemberKey } from "./tokens.ts";

/** The end of very many tokens, of which rows are left to remove. */
export type OpenEnding = typeof ending.$inferSelect;

/** Sessions and API tokens of a member, counted no further than `most`. */
export async function countTokensOf(
  database: Database,
  { organizationId, userId }: MemberKey,
  most: number,
): Promise<number> {
  const counted = sql`SELECT count(*) AS n FROM (SELECT 1 FROM token
    WHERE organization_id = ${organizationId} AND user_id = ${userId} LIMIT ${most})`;
  return (await prepare(database, counted).first<number>("n")) ?? 0;
}

/** From then on no token that the member has now is honoured, at any door. Changes no row where `where` is not so. */
export function endAllNow(
  { organizationId, userId }: MemberKey,
  { at, by, deactivates }: { at: number; by: "owner" | "administrator"; deactivates: boolean },
  where: SQL | undefined,
): Statement {
  return sql`UPDATE membership SET ended_at = ${at}, ended_by = ${by}, ended_through = (
        SELECT max(seq) FROM token WHERE organization_id = ${organizationId} AND user_id = ${userId}),
      deactivated_at = ${deactivates ? sql`coalesce(deactivated_at, ${at})` : sql`deactivated_at`}
    WHERE ${and(eq(membership.organizationId, organizationId), eq(membership.userId, userId), where)}`;
}

/** What follows from `endAllNow`: the rows are removed in pieces. */
export function openEnding(
  { organizationId, userId }: MemberKey,
  {
    by,
    actor,
    at,
    removesMember,
  }: Pick<OpenEnding, "by" | "at" | "removesMember"> & {
    actor: { id: string; name: string };
  },
): Statement {
  return sql`INSERT INTO ending (organization_id, user_id, through, by, actor_id, actor_name, at, removes_member)
    SELECT organization_id, user_id, ended_through, ${by}, ${actor.id}, ${actor.name}, ${at}, ${Number(removesMember)}
    FROM membership WHERE organization_id = ${organizationId} AND user_id = ${userId}`;
}

/** The oldest that is open. */
export async function nextEnding(database: Database): Promise<OpenEnding | null> {
  const [row] = await database.select().from(ending).orderBy(asc(ending.id)).limit(1);
  return row ?? null;
}

/** Once no row of its tokens is left; the membership goes with it where it was to be removed. */
export async function closeEnding(
  database: Database,
  { id, removesMember, ...member }: OpenEnding,
): Promise<void> {
  const removal = database
    .delete(membership)
    .where(and(eq(membership.organizationId, member.organizationId), eq(membership.userId, member.userId)));
  const closing = database.delete(ending).where(eq(ending.id, id));
  const forgetting = forgetWhoLeft(member, member.at);
  await batch(database, removesMember ? [removal, closing, ...forgetting] : [closing]);
}
