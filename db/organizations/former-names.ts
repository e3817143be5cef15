import { type SQL, sql } from "drizzle-orm";
import type { FormerNames } from "../../worker/domain/organizations/former-names.ts";
import { type Database, prepare, type Statement } from "../connect.ts";
import { nameDue } from "../tables/name-due.ts";
import type { MemberKey } from "../tokens/tokens.ts";

export async function readFormerNames(database: Database, organizationId: string): Promise<FormerNames> {
  const read = sql`SELECT former_names FROM organization WHERE id = ${organizationId}`;
  return (await prepare(database, read).first<FormerNames>("former_names")) ?? "name";
}

/** Changes no row where it is so already. */
export function writeFormerNames(organizationId: string, names: FormerNames): Statement {
  return sql`UPDATE organization SET former_names = ${names} WHERE id = ${organizationId} AND former_names <> ${names}`;
}

/** What follows from the choice for those who have left already. */
export function forgetFormerNames(organizationId: string, names: FormerNames): Statement {
  return names === "name"
    ? sql`DELETE FROM name_due WHERE organization_id = ${organizationId}`
    : sql`INSERT OR IGNORE INTO name_due (organization_id, user_id) VALUES (${organizationId}, '')`;
}

/** What follows from the end of a membership, where the organization has chosen so. */
export function forgetNameOf({ organizationId, userId }: MemberKey): Statement {
  return sql`INSERT OR IGNORE INTO name_due (organization_id, user_id)
    SELECT id, ${userId} FROM organization WHERE id = ${organizationId} AND former_names = 'pseudonym'
      AND NOT EXISTS (SELECT 1 FROM membership WHERE organization_id = organization.id AND user_id = ${userId})`;
}

export type NameDue = typeof nameDue.$inferSelect;

/** Names that are still to be replaced. What ends by whoever left, or with them, is recorded first. */
export async function namesDue(database: Database, most: number): Promise<NameDue[]> {
  return database
    .select()
    .from(nameDue)
    .where(
      sql`NOT EXISTS (SELECT 1 FROM ending WHERE ending.organization_id = ${nameDue.organizationId}
        AND ${nameDue.userId} IN (ending.user_id, ending.actor_id))`,
    )
    .orderBy(nameDue.organizationId, nameDue.userId)
    .limit(most);
}

/** So many activities are replaced, or users found, in one batch. */
export const AT_ONCE = 200;

/** The next piece of a walk. Run twice, it does the same once; where the choice was taken back meanwhile, nothing. */
export function namePiece(due: NameDue): SQL[] {
  return due.userId === "" ? findFormer(due) : replaceNames(due);
}

const isNext = ({ organizationId, userId, afterAt, afterId }: NameDue) =>
  sql`organization_id = ${organizationId} AND user_id = ${userId} AND after_at = ${afterAt} AND after_id = ${afterId}`;

const isStillDue = (due: NameDue) => sql`EXISTS (SELECT 1 FROM name_due WHERE ${isNext(due)})`;

function findFormer(due: NameDue): SQL[] {
  const { organizationId, afterId } = due;
  const next = (column: SQL) =>
    sql`coalesce((SELECT min(${column}) FROM activity WHERE organization_id = ${organizationId} AND ${column} > person.id), '~')`;
  const found = sql`WITH RECURSIVE person(id) AS (SELECT ${afterId} UNION ALL
    SELECT min(${next(sql`actor_user_id`)}, ${next(sql`subject_user_id`)}) FROM person WHERE person.id < '~'
    LIMIT ${AT_ONCE + 1})`;
  const isMember = sql`SELECT 1 FROM membership WHERE organization_id = ${organizationId} AND user_id = person.id`;
  return [
    sql`INSERT OR IGNORE INTO name_due (organization_id, user_id) ${found}
      SELECT ${organizationId}, id FROM person WHERE id > ${afterId} AND id < '~' AND NOT EXISTS (${isMember})
        AND ${isStillDue(due)}`,
    sql`UPDATE name_due SET after_id = (${found} SELECT max(id) FROM person) WHERE ${isNext(due)}`,
    sql`DELETE FROM name_due WHERE organization_id = ${organizationId} AND user_id = '' AND after_id = '~'`,
  ];
}

function replaceNames(due: NameDue): SQL[] {
  const { organizationId, userId, afterAt, afterId } = due;
  const by = (column: SQL) => sql`SELECT * FROM (SELECT at, id FROM activity
    WHERE organization_id = ${organizationId} AND ${column} = ${userId} AND (at, id) > (${afterAt}, ${afterId})
    ORDER BY at, id LIMIT ${AT_ONCE})`;
  const page = sql`SELECT at, id FROM (${by(sql`actor_user_id`)} UNION ${by(sql`subject_user_id`)})
    ORDER BY at, id LIMIT ${AT_ONCE}`;
  const last = sql`SELECT at, id FROM (${page}) LIMIT 1 OFFSET ${AT_ONCE - 1}`;
  return [
    sql`UPDATE activity SET actor_name = ${nameNow("actor")}, subject_name = ${nameNow("subject")}, detail = ${DETAIL_NOW}
      WHERE id IN (SELECT id FROM (${page})) AND ${isStillDue(due)}`,
    sql`DELETE FROM name_due WHERE ${isNext(due)} AND NOT EXISTS (${last})`,
    sql`UPDATE name_due SET (after_at, after_id) = (${last}) WHERE ${isNext(due)}`,
  ];
}

/*
 * What an activity becomes whose actor or subject has left. The trigger `activity_refuses_update` lets through this and
 * nothing else (db/migrations/0030).
 */
const isFormer = (userId: SQL) =>
  sql`NOT EXISTS (SELECT 1 FROM membership AS m WHERE m.organization_id = activity.organization_id AND m.user_id = ${userId})`;
const pseudonym = (userId: SQL) => sql`'Former member ' || substr(${userId}, -4)`;

function nameNow(who: "actor" | "subject"): SQL {
  const [id, name] = [sql.raw(`${who}_user_id`), sql.raw(`${who}_name`)];
  return sql`iif(${id} IS NOT NULL AND ${isFormer(id)}, ${pseudonym(id)}, ${name})`;
}

const PERSON = sql`coalesce(subject_user_id, actor_user_id)`;
const DETAIL_NOW = sql`iif(${PERSON} IS NOT NULL AND ${isFormer(PERSON)}, CASE
    WHEN action IN ('profile.renamed', 'member.renamed', 'member.contact-changed', 'passkey.renamed')
      THEN json_object('from', ${pseudonym(PERSON)}, 'to', ${pseudonym(PERSON)})
    WHEN action LIKE 'passkey.%' THEN json_replace(detail, '$.name', ${pseudonym(PERSON)})
    ELSE json_remove(detail, '$.clientAddress', '$.userAgent') END, detail)`;
