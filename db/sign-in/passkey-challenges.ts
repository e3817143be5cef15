import { and, eq, gt, lt, lte, type SQL } from "drizzle-orm";
import { build, type Database, prepare, type Statement } from "../connect.ts";
import { countOf, hasRow, isSame } from "../operators.ts";
import { insertWhere } from "../sql.ts";
import { passkeyChallenge } from "../tables/passkey-challenge.ts";

type Row = typeof passkeyChallenge.$inferInsert;

/** What an answer must match: the challenge itself, its purpose, and the session that asked for it, if any. */
export type ChallengeKey = Pick<Row, "challenge" | "purpose"> & { sessionId: string | null };

export type AskedChallenge = ChallengeKey & { clientNetwork: string; expiresAt: number };

/** Changes nothing if `most` challenges of this client are open (`at` in ms UTC). */
export function insertChallenge(row: AskedChallenge, at: number, most: number): Statement {
  const open = and(eq(passkeyChallenge.clientNetwork, row.clientNetwork), gt(passkeyChallenge.expiresAt, at));
  return insertWhere(passkeyChallenge, row, lt(countOf(passkeyChallenge, open), most));
}

/** Stores a challenge for somebody who is not signed in. False if none was written. */
export async function saveChallenge(
  database: Database,
  row: AskedChallenge,
  at: number,
  most: number,
): Promise<boolean> {
  const { meta } = await prepare(database, insertChallenge(row, at, most)).run();
  return meta.changes > 0;
}

/** Whether it is still open; for use inside the batch that spends it. */
export function isOpenChallenge({ challenge, purpose, sessionId }: ChallengeKey, at: number): SQL {
  const isOpen = and(
    eq(passkeyChallenge.challenge, challenge),
    eq(passkeyChallenge.purpose, purpose),
    isSame(passkeyChallenge.sessionId, sessionId),
    gt(passkeyChallenge.expiresAt, at),
  );
  return hasRow(passkeyChallenge, isOpen);
}

/** Marks it as answered: it accepts no second answer. */
export function spendChallenge(challenge: Uint8Array): Statement {
  return build.delete(passkeyChallenge).where(eq(passkeyChallenge.challenge, challenge));
}

export async function removeChallengesBefore(database: Database, before: number): Promise<void> {
  await database.delete(passkeyChallenge).where(lte(passkeyChallenge.expiresAt, before));
}
