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
  shown,
  unsettledTokens,
} from "./token-pages.ts";
import { scan } from "./token-scan.ts";
import { countFound, found, holds, numberOf, type Term, termOf } from "./token-search.ts";

/** The first look at the walk's next rows: a common term fills a page from them. */
const GLANCE_ROWS = 256;

/** So many found by the index are sorted at once; of more, a walk along the order finds a page's worth. */
const MOST_SORTED = 4_500;

/** Before the index is asked, the walk goes on if so many rows more are likely to fill the page. */
const MOST_SOON = 1_500;

/** Rows are looked at so many times as far as the last ones make it likely that the page is full then. */
const CAUTION = 1.5;

/** How many rows one page looks at on a walk. What it has not found by then, the next page goes on from. */
const MOST_WALKED = 9_756;

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

/** Found by a walk of so many rows until now. */
type Walked = Found & { walked: number };

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
  const page = tokens.slice(0, limit);
  const last = page.at(-1);
  const goesOn = tokens.length > limit && last ? last.place : end;
  return {
    items: page.map(shown),
    nextCursor: goesOn ? cursorAt(walk, goesOn) : null,
  };
}

async function search(database: Database, walk: Walk, term: Term, limit: number): Promise<Found> {
  const further = (before: Walked, rows: number) => walkOn(database, walk, term, limit, before, rows);
  const glance = await further({ tokens: [], end: walk.after, walked: 0 }, GLANCE_ROWS);
  const soon = rowsToFill(glance, limit);
  const near = soon <= MOST_SOON ? await further(glance, soon) : glance;
  if (isDone(near, limit)) return near;
  if (term.index !== null) {
    const number = await numberOf(database, walk.organizationId);
    if ((await countFound(database, number, term.index, MOST_SORTED + 1)) <= MOST_SORTED) {
      const seqs = found(number, term.index, MOST_SORTED);
      return { tokens: await nextOf(database, walk, seqs, holds(term), limit), end: null };
    }
  }
  const far = await further(near, Math.min(rowsToFill(near, limit), MOST_WALKED - near.walked));
  return further(far, MOST_WALKED - far.walked);
}

function isDone({ tokens, end, walked }: Walked, limit: number): boolean {
  return (walked > 0 && end === null) || tokens.length >= limit;
}

/** How many more rows are likely to fill the page, from how many of those before held the term. */
function rowsToFill({ tokens, walked }: Walked, limit: number): number {
  return Math.ceil(((limit - tokens.length) * walked * CAUTION) / tokens.length);
}

/** The walk, `rows` further; not at all once it is done. */
async function walkOn(
  database: Database,
  walk: Walk,
  term: Term,
  limit: number,
  before: Walked,
  rows: number,
): Promise<Walked> {
  if (isDone(before, limit) || rows <= 0) return before;
  const { tokens, end } = await walkFor(database, { ...walk, after: before.end }, term, limit, rows);
  return {
    tokens: merged(walk, [...before.tokens, ...tokens]),
    end,
    walked: before.walked + rows,
  };
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
