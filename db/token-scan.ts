import { sql } from "drizzle-orm";
import { type Database, prepare } from "./connect.ts";
import { behind, fromIndex, indexedKey, inOrder, isSettled, type Place, type Walk } from "./token-order.ts";
import { holds, type Term } from "./token-search.ts";

type Scanned = {
  /** `seq` of the tokens that hold the term, in order. */
  hits: number[];
  rows: number;
  /** The last row that was looked at. */
  end: Place | null;
};

/** Sorts before everything that a key or an id can hold. */
const LOWEST = "\u0001";
const DIGITS = 16;

/** Looks at the next `rows` settled tokens of a walk, one after the other, for those that hold the term. */
export async function scan(database: Database, walk: Walk, term: Term, rows: number): Promise<Scanned> {
  const key = indexedKey(walk);
  const numeric = isNumeric(walk);
  const place = numeric ? sql`printf('%0${sql.raw(String(DIGITS))}d', key + 1)` : sql`key`;
  const last = walk.sort.descending ? sql`min` : sql`max`;
  const row = await prepare(
    database,
    sql`SELECT count(*) AS rows, json_group_array(seq) FILTER (WHERE hit) AS hits,
        ${last}(${place} || ${LOWEST} || id) AS last
      FROM (SELECT t.seq, t.id, ${key} AS key, ${isSettled(walk)} AND ${holds(term)} AS hit FROM ${fromIndex(walk)}
        WHERE t.organization_id = ${walk.organizationId} AND t.kind = 'api' AND ${behind(walk, key)}
        ORDER BY ${inOrder(walk, key)} LIMIT ${rows})`,
  ).first<{ rows: number; hits: string; last: string | null }>();
  if (!row || row.last === null) return { hits: [], rows: 0, end: null };
  const at = row.last.lastIndexOf(LOWEST);
  const text = row.last.slice(0, at);
  const end = { key: numeric ? Number(text) - 1 : text, id: row.last.slice(at + 1) };
  return { hits: JSON.parse(row.hits), rows: row.rows, end };
}

function isNumeric({ sort }: Walk): boolean {
  return sort.by === "created" || sort.by === "last_used";
}
