import { type Counter, REVOKED } from "../../worker/domain/usage/counter.ts";
import { batch, type Database } from "../connect.ts";
import { inPieces } from "../pieces.ts";
import { addAtRest, addTried, fold } from "../usage/counts-sql.ts";
import { recordFirstUses } from "./rows-sql.ts";
import { told, writeOnSheets } from "./sheets-sql.ts";
import type { TokenUse } from "./token-use.ts";

/** What was gathered of some tokens: the last use of each, and what it was used for. */
type Gathered = { uses?: readonly TokenUse[]; counters?: readonly Counter[] };

/** How much text one transaction takes at most, but for its last token; D1 takes rows and parameters of 2 MB. */
const MOST_TEXT = 500_000;

/** How many counters of one token are told together. */
const COUNTERS_TOGETHER = 100;

/** `told` is for sheets, as JSON. */
type Piece = { uses: TokenUse[]; counters: Counter[]; told: string[]; length: number };

/**
 * Writes what was gathered of tokens in use onto their sheets: one row per sheet, however many of its tokens were used.
 * Of several uses of one token the latest stays, and counters add up. A used token at rest, even if it came to rest in
 * the meantime, is put on a sheet; counters of any other token at rest go to its day, and those of a revoked one to the
 * calls since its end. Each piece is a transaction, and a sheet that it fills is folded before the next; `keep` gets what
 * D1 did not take.
 */
export async function gather(
  database: Database,
  gathered: Gathered,
  keep: (untaken: Required<Gathered>) => void = () => {},
): Promise<void> {
  const untaken = inTransactions(gathered);
  try {
    for (let piece = untaken[0]; piece; piece = untaken[0]) {
      const full = await write(database, piece);
      untaken.shift();
      for (const id of full) await batch(database, fold({ id }));
    }
  } catch (error) {
    for (const piece of untaken) keep(piece);
    throw error;
  }
}

/** Returns the sheets that are full of counts. */
async function write(database: Database, { uses, counters, told }: Piece): Promise<number[]> {
  const tried = counters.filter(isTried);
  // The use of a token puts it on a sheet.
  const isUsed = new Set(uses.map(({ id }) => id));
  const maybeAtRest = counters.filter((one) => !isTried(one) && !isUsed.has(one.tokenId));
  const results = await batch<{ id: number; isFull: number }>(database, [
    ...(tried.length > 0 ? [addTried(tried)] : []),
    ...(maybeAtRest.length > 0 ? addAtRest(maybeAtRest) : []),
    ...recordFirstUses(uses),
    ...(told.length > 0 ? [writeOnSheets(told)] : []),
  ]);
  return (results.at(-1)?.results ?? []).filter(({ isFull }) => isFull).map(({ id }) => id);
}

function inTransactions({ uses = [], counters = [] }: Gathered): Piece[] {
  const byToken = new Map<string, { use?: TokenUse; counters: Counter[] }>();
  for (const use of uses) byToken.set(use.id, { use, counters: [] });
  for (const counter of counters) {
    const known = byToken.get(counter.tokenId);
    if (known) known.counters.push(counter);
    else byToken.set(counter.tokenId, { counters: [counter] });
  }
  const pieces: Piece[] = [];
  for (const [id, { use, counters }] of byToken) {
    const [first = [], ...others] = inPieces(counters, COUNTERS_TOGETHER);
    add(pieces, id, use, first);
    for (const more of others) add(pieces, id, undefined, more);
  }
  return pieces;
}

function add(pieces: Piece[], id: string, use: TokenUse | undefined, counters: Counter[]): void {
  let piece = pieces.at(-1);
  if (!piece || piece.length > MOST_TEXT) {
    piece = { uses: [], counters: [], told: [], length: 0 };
    pieces.push(piece);
  }
  const [live, tried] = [counters.filter((one) => !isTried(one)), counters.filter(isTried)];
  piece.counters.push(...counters);
  piece.length += JSON.stringify(tried).length;
  if (use) piece.uses.push(use);
  if (use || live.length > 0) {
    const text = told(id, use, live);
    piece.told.push(text);
    piece.length += text.length;
  }
}

function isTried({ outcome }: Counter): boolean {
  return outcome === REVOKED;
}
