import { type SQL, sql } from "drizzle-orm";
import { fold } from "../worker/domain/search-term.ts";
import { displayPrefix } from "../worker/domain/tokens/token.ts";
import { type Database, prepare } from "./connect.ts";

/** What is looked for, folded; `index` asks the trigrams, where the term is long enough for them. */
export type Term = { text: string; prefix: string; index: string | null };

const TRIGRAM = 3;

/** Tokens of one organization are numbered within a range of this size (migration `token_search`). */
const RANGE = 2 ** 32;

/** Null for a term that nothing can hold. */
export function termOf(q: string, tokenPrefix: string): Term | null {
  if (/\p{Cc}/u.test(q)) return null;
  const text = fold(q);
  const prefix = fold(displayPrefix("", tokenPrefix));
  return { text, prefix, index: indexQuery(text, prefix) };
}

/**
 * The index holds ids behind `_`, for the prefix before it is a setting: `LK_3FA` is found as `_3FA`.
 * Everything stands in quotation marks, so that no term is read as FTS5's own syntax.
 */
function indexQuery(text: string, prefix: string): string | null {
  if (prefix.includes(text)) return null;
  const phrases = [text];
  for (let at = 0; at < prefix.length; at++) {
    if (text.startsWith(prefix.slice(at))) phrases.push(`_${text.slice(prefix.length - at)}`);
  }
  if (phrases.some((phrase) => [...phrase].length < TRIGRAM)) return null;
  return [...new Set(phrases)].map((phrase) => `"${phrase.replaceAll('"', '""')}"`).join(" OR ");
}

/** Whether the token holds the term in its name, its prefix as displayed, or its owner's name or address. */
export function holds({ text, prefix }: Term): SQL {
  return sql`(instr(t.name_folded, ${text}) > 0 OR instr(t.owner_folded, ${text}) > 0
    OR instr(${prefix} || upper(t.id), ${text}) > 0)`;
}

/** The `seq` of the organization's tokens that the index finds for a term. */
export function found(organizationNumber: number, index: string, most: number): SQL {
  const from = organizationNumber * RANGE;
  // Numbers are bound as doubles, for which FTS5 would read all of its rows instead of seeking.
  return sql`SELECT rowid & ${RANGE - 1} AS seq FROM token_search WHERE token_search MATCH ${index}
    AND rowid >= CAST(${from} AS INTEGER) AND rowid < CAST(${from + RANGE} AS INTEGER) LIMIT ${most}`;
}

/** How many tokens the index finds, counted no further than `most`. */
export async function countFound(
  database: Database,
  organizationNumber: number,
  index: string,
  most: number,
): Promise<number> {
  const statement = sql`SELECT count(*) AS n FROM (${found(organizationNumber, index, most)})`;
  return (await prepare(database, statement).first<number>("n")) ?? 0;
}

export async function numberOf(database: Database, organizationId: string): Promise<number> {
  const number = await prepare(
    database,
    sql`SELECT number FROM organization_tally WHERE organization_id = ${organizationId}`,
  ).first<number>("number");
  if (number === null) throw new Error("an organization has no number");
  return number;
}
