import { type SQL, sql } from "drizzle-orm";
import { toQuery } from "../connect.ts";
import { tokenToVerify } from "../tables/token-to-verify.ts";

/** Raw: no SELECT is built for what is asked with every request; these are texts, made once. */
const KNOWN_FENCE = sql`(SELECT id FROM fence WHERE id = ?2)`;
/** Raw: by rowid, the order in which fences were left. */
const NEWEST_FENCE = sql`(SELECT id FROM fence ORDER BY rowid DESC LIMIT 1)`;

const { facts, catalogue, catalogueVersion } = tokenToVerify;

/** Raw: parameters by number, since some are asked for twice. */
const question = (fence: SQL, id: SQL, knownVersion: SQL) =>
  sql`SELECT ${facts}, ${fence} AS fence, iif(${catalogueVersion} <> ${knownVersion}, ${catalogue}, NULL) AS catalogue
    FROM ${tokenToVerify} WHERE ${tokenToVerify.id} = ${id}`;

const one = (fence: SQL) => toQuery(question(fence, sql`?1`, sql`?3`)).sql;
// Not `IN`, whose list D1 counts as rows that it read.
const two = (fence: SQL) =>
  toQuery(sql`${question(fence, sql`?1`, sql`?3`)} UNION ALL ${question(fence, sql`?4`, sql`?5`)}`).sql;

/** The question for one token: id, the fence that is known, the version of the catalogue that is known. */
export const ONE = { withKnown: one(KNOWN_FENCE), withNewest: one(NEWEST_FENCE) };

/** For two: then id and version of the second. */
export const TWO = { withKnown: two(KNOWN_FENCE), withNewest: two(NEWEST_FENCE) };
