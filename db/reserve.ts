import { sql } from "drizzle-orm";
import { type Database, prepare, type Statement } from "./connect.ts";

const PIECES = 64;
const PIECE_BYTES = 16_384;

/** So many pieces for one batch: what the end of some tokens writes, with activity, mail and all indexes; then all there are. */
export const DRAWS = [8, PIECES];

/** Gives so much of the reserve back that what follows in the same batch has room. */
export function drawOnReserve(pieces: number): Statement {
  return sql`DELETE FROM reserve WHERE id IN (SELECT id FROM reserve LIMIT ${pieces})`;
}

/** Fills the reserve up again, as soon as there is room; rejects where there is none yet. */
export async function fillReserve(database: Database): Promise<void> {
  await prepare(
    database,
    sql`INSERT OR IGNORE INTO reserve (id, space)
      WITH RECURSIVE piece (id) AS (SELECT 1 UNION ALL SELECT id + 1 FROM piece WHERE id < ${PIECES})
      SELECT id, zeroblob(${PIECE_BYTES}) FROM piece WHERE id NOT IN (SELECT id FROM reserve)`,
  ).run();
}

/** As SQLite says it, and D1. */
const FULL = /database or disk is full|SQLITE_FULL|maximum DB size/i;

export function isFull(error: unknown): boolean {
  if (!(error instanceof Error)) return false;
  return FULL.test(error.message) || isFull(error.cause);
}
