import { desc, eq, type SQL, sql } from "drizzle-orm";
import type { Database, Statement } from "../connect.ts";
import { passkey } from "../tables/passkey.ts";
import { user } from "../tables/user.ts";

export type StoredPasskey = typeof passkey.$inferSelect;

/** Of one user, the newest first. */
export async function passkeysOf(database: Database, userId: string): Promise<StoredPasskey[]> {
  const rows = await database
    .select()
    .from(passkey)
    .where(eq(passkey.userId, userId))
    .orderBy(desc(passkey.createdAt), desc(passkey.id));
  return rows.map(stored);
}

/** The one with this credential id, with whose it is. */
export async function findPasskey(
  database: Database,
  credentialId: Uint8Array,
): Promise<(StoredPasskey & { email: string | null }) | null> {
  const [row] = await database
    .select({ passkey, email: user.email })
    .from(passkey)
    .innerJoin(user, eq(user.id, passkey.userId))
    .where(sql`${passkey.credentialId} = ${credentialId}`);
  return row ? { ...stored(row.passkey), email: row.email } : null;
}

/** Changes nothing where the user has `most` already, or the credential is known. */
export function insertPasskey(row: Omit<StoredPasskey, "lastUsedAt">, most: number): Statement {
  return sql`INSERT INTO passkey
    (id, user_id, name, credential_id, public_key, counter, is_backed_up, transports, created_at)
    SELECT ${row.id}, ${row.userId}, ${row.name}, ${row.credentialId}, ${row.publicKey}, ${row.counter},
      ${Number(row.isBackedUp)}, ${JSON.stringify(row.transports)}, ${row.createdAt}
    WHERE (SELECT count(*) FROM passkey WHERE user_id = ${row.userId}) < ${most}
    ON CONFLICT DO NOTHING`;
}

export function renamePasskey(userId: string, id: string, name: string): Statement {
  return sql`UPDATE passkey SET name = ${name} WHERE id = ${id} AND user_id = ${userId}`;
}

export function removePasskey(userId: string, id: string): Statement {
  return sql`DELETE FROM passkey WHERE id = ${id} AND user_id = ${userId}`;
}

/** What is remembered of a use (`at` in ms UTC). */
export function usePasskey(
  id: string,
  { counter, isBackedUp, at }: { counter: number; isBackedUp: boolean; at: number },
): Statement {
  return sql`UPDATE passkey SET counter = ${counter}, is_backed_up = ${Number(isBackedUp)}, last_used_at = ${at}
    WHERE id = ${id}`;
}

/** Whether it is still there, to be asked inside a batch. */
export function isPasskey(id: string): SQL {
  return sql`EXISTS (SELECT 1 FROM passkey WHERE id = ${id})`;
}

/** D1 gives blobs as lists of numbers. */
function stored(row: StoredPasskey): StoredPasskey {
  return {
    ...row,
    credentialId: Uint8Array.from(row.credentialId),
    publicKey: Uint8Array.from(row.publicKey),
  };
}
