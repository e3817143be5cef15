import { and, eq, isNull, ne, type SQL } from "drizzle-orm";
import { build, type Database, prepare } from "../connect.ts";
import { named } from "../operators.ts";
import { membership } from "../tables/membership.ts";
import { user } from "../tables/user.ts";
import type { MemberKey } from "../tokens/tokens.ts";

/** The recipients of mail about how people sign in. */
export async function masterAdminsOf(database: Database, organizationId: string): Promise<string[]> {
  const { results } = await prepare(database, masterAdminAddresses(organizationId)).all<{ email: string }>();
  return results.map(({ email }) => email);
}

/** The same as a statement: everybody who can sign in as Master Admin now. */
export function masterAdminAddresses(organizationId: string) {
  return build
    .select(named({ email: user.email }))
    .from(membership)
    .innerJoin(user, eq(user.id, membership.userId))
    .where(and(eq(membership.organizationId, organizationId), canSignInAsMasterAdmin));
}

/** Another member who can sign in as Master Admin. */
export function otherMasterAdmin({ organizationId, userId }: MemberKey): SQL | undefined {
  return and(
    eq(membership.organizationId, organizationId),
    ne(membership.userId, userId),
    canSignInAsMasterAdmin,
  );
}

/** A deactivated or merely invited Master Admin cannot sign in, and so does not count. */
export const canSignInAsMasterAdmin = and(
  eq(membership.role, "master_admin"),
  isNull(membership.deactivatedAt),
  isNull(membership.invitation),
);
