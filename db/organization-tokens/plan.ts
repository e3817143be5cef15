import type { SQL } from "drizzle-orm";
import { type Database, prepare } from "../connect.ts";
import { listSeqs, lookAlong } from "./sql.ts";
import type { Term } from "./term.ts";
import type { Place, Walk } from "./walk.ts";

/** The first read along the order: enough to fill a page with a common term. */
const GLANCE_ROWS = 600;

/**
 * Up to this many matches from the term's own index are sorted at once; with more, reading on along the order fills a
 * page.
 */
const MOST_SORTED = 2_300;

/** How far a page reads on, in two steps. The next page continues from there. */
const FURTHER_ROWS = [2_000, 9_000];

/** Where a page of a search takes its tokens from; if last uses matter, those in use are added. */
export type Plan = {
  /** `seq` of tokens, up to `end`: all that contain the term, and possibly others. */
  among: number[];
  /** How far the order was read; null if nothing follows. */
  end: Place | null;
};

/**
 * Finds the tokens of a page in a bounded number of rows: by the order's own index if the term is common, by the term's
 * index if it is rare.
 */
export async function planOf(database: Database, walk: Walk, term: Term, limit: number): Promise<Plan> {
  let plan = await look(database, walk, term, GLANCE_ROWS);
  if (isDone(plan, limit)) return cut(plan, limit);
  if (term.found) {
    const among = await seqsOf(database, term.found(walk.organizationId, MOST_SORTED + 1));
    if (among.length <= MOST_SORTED) return { among, end: null };
  }
  for (const rows of FURTHER_ROWS) {
    const { among, end } = await look(database, { ...walk, after: plan.end }, term, rows);
    plan = { among: [...plan.among, ...among], end };
    if (isDone(plan, limit)) break;
  }
  return cut(plan, limit);
}

function isDone({ among, end }: Plan, limit: number): boolean {
  return end === null || among.length >= limit;
}

function cut({ among, end }: Plan, limit: number): Plan {
  return { among: among.slice(0, limit), end };
}

/** Reads the next `rows` tokens of the order. */
async function look(database: Database, walk: Walk, term: Term, rows: number): Promise<Plan> {
  const row = await prepare(database, lookAlong(walk, term, rows)).first<{
    rows: number;
    hits: string;
    last: string | null;
  }>();
  if (!row?.last) return { among: [], end: null };
  const [lastKey, id] = JSON.parse(row.last) as [Place["key"], string];
  return { among: JSON.parse(row.hits), end: row.rows === rows ? { key: lastKey, id } : null };
}

async function seqsOf(database: Database, found: SQL): Promise<number[]> {
  const seqs = await prepare(database, listSeqs(found)).first<string>("seqs");
  return JSON.parse(seqs ?? "[]");
}
