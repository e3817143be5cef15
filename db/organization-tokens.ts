import { sql } from "drizzle-orm";
import type { TokenSort } from "../worker/domain/tokens/token-sort.ts";
import type { Database } from "./connect.ts";
import { compare, cursorAt, isMoving, type Place, type Walk, walkFrom } from "./token-order.ts";
import {
  merged,
  nextOf,
  nextTokens,
  type OrganizationToken,
  type Placed,
  unsettledTokens,
} from "./token-pages.ts";
import { scan } from "./token-scan.ts";
import { countFound, found, holds, numberOf, type Term, termOf } from "./token-search.ts";

/** The first look at the walk's next rows: a common term fills a page from them. */
const GLANCE_ROWS = 256;

/** So many found by the index are sorted at once; of more, a walk along the order finds a page's worth. */
const MOST_SORTED = 4_500;

/** How many rows one page looks at on such a walk. What it has not found by then, the next page goes on from. */
const MOST_WALKED = 9_500;

type Page = {
  q?: string;
  sort: TokenSort;
  cursor?: string;
  limit: number;
  tokenPrefix: string;
  now: number;
};

/** Tokens in order; `end` where others may follow. */
type Found = { tokens: Placed[]; end: Place | null };

/**
 * Every API token of an organization, a page at a time. A page reads a bounded number of rows however
 * many tokens there are: so one that searches may hold fewer than `limit` though others follow.
 */
export async function listOrganizationTokens(
  database: Database,
  organizationId: string,
  { q, sort, cursor, limit, tokenPrefix, now }: Page,
): Promise<{ items: OrganizationToken[]; nextCursor: string | null }> {
  const walk = walkFrom(organizationId, sort, cursor, now);
  const term = q ? termOf(q, tokenPrefix) : undefined;
  if (term === null) return { items: [], nextCursor: null };
  const { tokens, end } = term
    ? await search(database, walk, term, limit + 1)
    : { tokens: await nextTokens(database, walk, sql`TRUE`, limit + 1), end: null };
  const items = tokens.slice(0, limit);
  const last = items.at(-1);
  const goesOn = tokens.length > limit && last ? last.place : end;
  return {
    items: items.map(({ token }) => token),
    nextCursor: goesOn ? cursorAt(walk, goesOn) : null,
  };
}

async function search(database: Database, walk: Walk, term: Term, limit: number): Promise<Found> {
  const glance = await walkFor(database, walk, term, limit, GLANCE_ROWS);
  if (glance.end === null || glance.tokens.length >= limit) return glance;
  if (term.index !== null) {
    const number = await numberOf(database, walk.organizationId);
    if ((await countFound(database, number, term.index, MOST_SORTED + 1)) <= MOST_SORTED) {
      const seqs = found(number, term.index, MOST_SORTED);
      return { tokens: await nextOf(database, walk, seqs, holds(term), limit), end: null };
    }
  }
  const further = await walkFor(database, { ...walk, after: glance.end }, term, limit, MOST_WALKED);
  return { tokens: merged(walk, [...glance.tokens, ...further.tokens]), end: further.end };
}

/** What the next `rows` of the order hold, and what belongs between them of the tokens in steady use. */
async function walkFor(
  database: Database,
  walk: Walk,
  term: Term,
  limit: number,
  rows: number,
): Promise<Found> {
  const scanned = await scan(database, walk, term, rows);
  const seqs = sql`SELECT value AS seq FROM json_each(${JSON.stringify(scanned.hits.slice(0, limit))})`;
  const [settled, unsettled] = await Promise.all([
    scanned.hits.length > 0 ? nextOf(database, walk, seqs, sql`TRUE`, limit) : [],
    isMoving(walk) ? unsettledTokens(database, walk, holds(term), limit) : [],
  ]);
  const end = scanned.rows === rows ? scanned.end : null;
  const within = unsettled.filter(({ place }) => end === null || compare(walk, place, end) <= 0);
  return { tokens: merged(walk, [...settled, ...within]), end };
}
