import { inArray } from "drizzle-orm";
import { build, type Database, prepare, type Statement } from "./connect.ts";
import { insertPieces } from "./sql.ts";
import { reserve } from "./tables/reserve.ts";

const PIECES = 64;
const PIECE_BYTES = 16_384;

/**
 * How many pieces one batch may use: what the end of some tokens writes, with activity, mail and all indexes; then
 * all pieces.
 */
export const DRAWS = [8, PIECES];

/** Frees so much of the reserve that the rest of the same batch has room. */
export function drawOnReserve(pieces: number): Statement {
  const some = build.select({ id: reserve.id }).from(reserve).limit(pieces);
  return build.delete(reserve).where(inArray(reserve.id, some));
}

/** Refills the reserve once there is room; rejects if there is none yet. */
export async function fillReserve(database: Database): Promise<void> {
  await prepare(database, insertPieces(PIECES, PIECE_BYTES)).run();
}

/** The messages of SQLite and D1. */
const FULL = /database or disk is full|SQLITE_FULL|maximum DB size/i;

export function isFull(error: unknown): boolean {
  if (!(error instanceof Error)) return false;
  return FULL.test(error.message) || isFull(error.cause);
}
