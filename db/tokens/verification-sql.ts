import { type SQL, sql } from "drizzle-orm";
import { toQuery } from "../connect.ts";
import { tokenToVerify } from "../tables/token-to-verify.ts";

/** Raw: verification builds no SELECT per request; these texts are made once. */
const KNOWN_FENCE = sql`(SELECT id FROM fence WHERE id = ?2)`;
/** Raw: by rowid, the order in which fences were written. */
const NEWEST_FENCE = sql`(SELECT id FROM fence ORDER BY rowid DESC LIMIT 1)`;

const { facts, catalogue, catalogueVersion } = tokenToVerify;

/** Raw: numbered parameters, because some are used twice. */
const question = (fence: SQL, id: SQL, knownVersion: SQL) =>
  sql`SELECT ${facts}, ${fence} AS fence, iif(${catalogueVersion} <> ${knownVersion}, ${catalogue}, NULL) AS catalogue
    FROM ${tokenToVerify} WHERE ${tokenToVerify.id} = ${id}`;

const one = (fence: SQL) => toQuery(question(fence, sql`?1`, sql`?3`)).sql;
// Not `IN`: D1 counts the items of its list as rows read.
const two = (fence: SQL) =>
  toQuery(sql`${question(fence, sql`?1`, sql`?3`)} UNION ALL ${question(fence, sql`?4`, sql`?5`)}`).sql;

/** The query for one token. Parameters: id, the known fence, the known version of the catalogue. */
export const ONE = { withKnown: one(KNOWN_FENCE), withNewest: one(NEWEST_FENCE) };

/** The query for two tokens. Further parameters: id and version of the second. */
export const TWO = { withKnown: two(KNOWN_FENCE), withNewest: two(NEWEST_FENCE) };
