import { eq, type SQL, sql } from "drizzle-orm";
import type { Database, Statement } from "../connect.ts";
import { organization } from "../tables/organization.ts";
import { user } from "../tables/user.ts";

/** The session has proved itself at this moment (ms UTC), if not later already. */
export function proveSession(id: string, at: number): Statement {
  return sql`UPDATE token SET proved_at = max(coalesce(proved_at, created_at), ${at}) WHERE id = ${id} AND kind = 'session'`;
}

/** Whether the password is still the one that was shown. */
export function hasPassword(userId: string, passwordHash: string): SQL {
  return sql`EXISTS (SELECT 1 FROM user WHERE id = ${userId} AND password_hash = ${passwordHash})`;
}

/** Whether the organization's provider is the only way in, but for Master Admins. */
export async function requiresProvider(database: Database, organizationId: string): Promise<boolean> {
  const [row] = await database
    .select({ requiresProvider: organization.requiresProvider })
    .from(organization)
    .where(eq(organization.id, organizationId));
  return row?.requiresProvider ?? false;
}

/** Whether that is still so. */
export function isProviderRequired(organizationId: string, required: boolean): SQL {
  return sql`(SELECT requires_provider FROM organization WHERE id = ${organizationId}) = ${Number(required)}`;
}

/** What a user has to show who they are. */
export async function proofsOf(
  database: Database,
  userId: string,
): Promise<{ password: boolean; passkey: boolean }> {
  const [row] = await database
    .select({
      password: sql`${user.passwordHash} IS NOT NULL`.mapWith(Boolean),
      passkey: sql`EXISTS (SELECT 1 FROM passkey WHERE user_id = ${userId})`.mapWith(Boolean),
    })
    .from(user)
    .where(eq(user.id, userId));
  return row ?? { password: false, passkey: false };
}
