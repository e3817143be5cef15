import { and, eq, type SQL, sql } from "drizzle-orm";
import type { Database, Statement } from "./connect.ts";
import { membership } from "./tables/membership.ts";
import type { MemberKey } from "./tokens.ts";

export async function isMember(database: Database, organizationId: string, userId: string): Promise<boolean> {
  const [row] = await database
    .select({ userId: membership.userId })
    .from(membership)
    .where(theMember({ organizationId, userId }));
  return row !== undefined;
}

export function renameMember(member: MemberKey, name: string): Statement {
  return sql`UPDATE membership SET name = ${name} WHERE ${theMember(member)} AND name <> ${name}`;
}

function theMember({ organizationId, userId }: MemberKey): SQL | undefined {
  return and(eq(membership.organizationId, organizationId), eq(membership.userId, userId));
}
