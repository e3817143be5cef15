import { and, desc, eq, lt, ne, type SQL, sql } from "drizzle-orm";
import { build, type Database, type Statement } from "../connect.ts";
import { countOf, hasRow } from "../operators.ts";
import { insertWhere } from "../sql.ts";
import { passkey } from "../tables/passkey.ts";
import { user } from "../tables/user.ts";

export type StoredPasskey = typeof passkey.$inferSelect;

/** A user's passkeys, newest first. */
export async function passkeysOf(database: Database, userId: string): Promise<StoredPasskey[]> {
  const rows = await database
    .select()
    .from(passkey)
    .where(eq(passkey.userId, userId))
    .orderBy(desc(passkey.createdAt), desc(passkey.id));
  return rows.map(stored);
}

/** The passkey with this credential id, and its user. */
export async function findPasskey(
  database: Database,
  credentialId: Uint8Array,
): Promise<(StoredPasskey & { email: string | null }) | null> {
  const [row] = await database
    .select({ passkey, email: user.email })
    .from(passkey)
    .innerJoin(user, eq(user.id, passkey.userId))
    .where(eq(passkey.credentialId, credentialId));
  return row ? { ...stored(row.passkey), email: row.email } : null;
}

/** Changes nothing if the user already has `most`, or the credential is known. */
export function insertPasskey(row: Omit<StoredPasskey, "lastUsedAt">, most: number): Statement {
  const hasRoom = lt(countOf(passkey, eq(passkey.userId, row.userId)), most);
  return sql`${insertWhere(passkey, row, hasRoom)} ON CONFLICT DO NOTHING`;
}

/** Changes no row if that is its name already. */
export function renamePasskey(userId: string, id: string, name: string): Statement {
  return build
    .update(passkey)
    .set({ name })
    .where(and(isOf(userId, id), ne(passkey.name, name)));
}

export function removePasskey(userId: string, id: string): Statement {
  return build.delete(passkey).where(isOf(userId, id));
}

function isOf(userId: string, id: string): SQL | undefined {
  return and(eq(passkey.id, id), eq(passkey.userId, userId));
}

/** Records a use (`at` in ms UTC). */
export function usePasskey(
  id: string,
  { counter, isBackedUp, at }: { counter: number; isBackedUp: boolean; at: number },
): Statement {
  return build.update(passkey).set({ counter, isBackedUp, lastUsedAt: at }).where(eq(passkey.id, id));
}

/** Whether it still exists; for use inside a batch. */
export function isPasskey(id: string): SQL {
  return hasRow(passkey, eq(passkey.id, id));
}

/** D1 returns blobs as lists of numbers. */
function stored(row: StoredPasskey): StoredPasskey {
  return {
    ...row,
    credentialId: Uint8Array.from(row.credentialId),
    publicKey: Uint8Array.from(row.publicKey),
  };
}
