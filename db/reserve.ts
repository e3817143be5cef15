import { inArray } from "drizzle-orm";
import { build, type Database, prepare, type Statement } from "./connect.ts";
import { insertPieces } from "./sql.ts";
import { reserve } from "./tables/reserve.ts";

const PIECES = 64;
const PIECE_BYTES = 16_384;

/** So many pieces for one batch: what the end of some tokens writes, with activity, mail and all indexes; then all there are. */
export const DRAWS = [8, PIECES];

/** Gives so much of the reserve back that what follows in the same batch has room. */
export function drawOnReserve(pieces: number): Statement {
  const some = build.select({ id: reserve.id }).from(reserve).limit(pieces);
  return build.delete(reserve).where(inArray(reserve.id, some));
}

/** Fills the reserve up again, as soon as there is room; rejects where there is none yet. */
export async function fillReserve(database: Database): Promise<void> {
  await prepare(database, insertPieces(PIECES, PIECE_BYTES)).run();
}

/** As SQLite says it, and D1. */
const FULL = /database or disk is full|SQLITE_FULL|maximum DB size/i;

export function isFull(error: unknown): boolean {
  if (!(error instanceof Error)) return false;
  return FULL.test(error.message) || isFull(error.cause);
}
