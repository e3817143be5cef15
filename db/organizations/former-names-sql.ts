import { type SQL, sql } from "drizzle-orm";
import type { NameDue } from "./former-names.ts";

/** How many activities are replaced, or users found, in one batch. */
export const AT_ONCE = 200;

/**
 * The next piece of a walk. A second run of the same piece changes nothing; neither does one after the choice was
 * reversed.
 */
export function namePiece(due: NameDue): SQL[] {
  return due.userId === "" ? findFormer(due) : replaceNames(due);
}

const isNext = ({ organizationId, userId, afterAt, afterId }: NameDue) =>
  sql`organization_id = ${organizationId} AND user_id = ${userId} AND after_at = ${afterAt} AND after_id = ${afterId}`;

/** Raw: used inside raw statements. */
const isStillDue = (due: NameDue) => sql`EXISTS (SELECT 1 FROM name_due WHERE ${isNext(due)})`;

/** Raw: a recursive walk along two indexes, from each user to the next, however many activities a user has. */
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

/** Raw: pages of two indexes, each limited before the union; and an update that sets two columns at once. */
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

/**
 * How an activity changes when its actor or subject has left. The trigger `activity_refuses_update` allows this and
 * nothing else (db/migrations/0030). Raw: the same text as in the trigger.
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
