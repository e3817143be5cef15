import { type SQL, sql } from "drizzle-orm";
import { type Database, prepare, type Statement } from "../connect.ts";
import type { passkeyChallenge } from "../tables/passkey-challenge.ts";

type Row = typeof passkeyChallenge.$inferInsert;

/** What an answer has to be to: the challenge itself, what it was asked for, and by which session, if any. */
export type ChallengeKey = Pick<Row, "challenge" | "purpose"> & { sessionId: string | null };

export type AskedChallenge = ChallengeKey & { clientNetwork: string; expiresAt: number };

/** Changes nothing where `most` challenges of this client are open (`at` in ms UTC). */
export function insertChallenge(row: AskedChallenge, at: number, most: number): Statement {
  return sql`INSERT INTO passkey_challenge (challenge, purpose, session_id, client_network, expires_at)
    SELECT ${row.challenge}, ${row.purpose}, ${row.sessionId}, ${row.clientNetwork}, ${row.expiresAt}
    WHERE (SELECT count(*) FROM passkey_challenge
      WHERE client_network = ${row.clientNetwork} AND expires_at > ${at}) < ${most}`;
}

/** Of nobody who is signed in. False where none was written. */
export async function saveChallenge(
  database: Database,
  row: AskedChallenge,
  at: number,
  most: number,
): Promise<boolean> {
  const { meta } = await prepare(database, insertChallenge(row, at, most)).run();
  return meta.changes > 0;
}

/** Whether it is still to be answered, to be asked inside the batch that spends it. */
export function isOpenChallenge({ challenge, purpose, sessionId }: ChallengeKey, at: number): SQL {
  return sql`EXISTS (SELECT 1 FROM passkey_challenge WHERE challenge = ${challenge} AND purpose = ${purpose}
    AND session_id IS ${sessionId} AND expires_at > ${at})`;
}

/** It is answered: nobody answers it again. */
export function spendChallenge(challenge: Uint8Array): Statement {
  return sql`DELETE FROM passkey_challenge WHERE challenge = ${challenge}`;
}

export async function removeChallengesBefore(database: Database, before: number): Promise<void> {
  await prepare(database, sql`DELETE FROM passkey_challenge WHERE expires_at <= ${before}`).run();
}
