import { and, eq, isNotNull, type SQL, sql } from "drizzle-orm";
import { build, type Database, type Statement } from "../connect.ts";
import { hasRow } from "../operators.ts";
import { organization } from "../tables/organization.ts";
import { passkey } from "../tables/passkey.ts";
import { token } from "../tables/token.ts";
import { user } from "../tables/user.ts";

/** Records that the session proved itself at this moment (ms UTC), unless it did so later. */
export function proveSession(id: string, at: number): Statement {
  return build
    .update(token)
    .set({ provedAt: sql`max(coalesce(${token.provedAt}, ${token.createdAt}), ${at})` })
    .where(and(eq(token.id, id), eq(token.kind, "session")));
}

/** Whether the password is still the one that was proved. */
export function hasPassword(userId: string, passwordHash: string): SQL {
  return hasRow(user, and(eq(user.id, userId), eq(user.passwordHash, passwordHash)));
}

/** Whether the organization's provider is the only way in, except for Master Admins. */
export async function requiresProvider(database: Database, organizationId: string): Promise<boolean> {
  const [row] = await database
    .select({ requiresProvider: organization.requiresProvider })
    .from(organization)
    .where(eq(organization.id, organizationId));
  return row?.requiresProvider ?? false;
}

/** Whether the requirement is still as it was read. */
export function isProviderRequired(organizationId: string, required: boolean): SQL {
  const isSo = and(eq(organization.id, organizationId), eq(organization.requiresProvider, required));
  return hasRow(organization, isSo);
}

/** The means by which a user can prove who they are. */
export async function proofsOf(
  database: Database,
  userId: string,
): Promise<{ password: boolean; passkey: boolean }> {
  const [row] = await database
    .select({
      password: isNotNull(user.passwordHash).mapWith(Boolean),
      passkey: hasRow(passkey, eq(passkey.userId, userId)).mapWith(Boolean),
    })
    .from(user)
    .where(eq(user.id, userId));
  return row ?? { password: false, passkey: false };
}
