import { eq } from "drizzle-orm";
import type { Database } from "../connect.ts";
import { organizationTally } from "../tables/organization-tally.ts";

/** How many members and API tokens an organization has, without counting them. */
export async function sizeOf(
  database: Database,
  organizationId: string,
): Promise<{ members: number; tokens: number }> {
  const { members, tokens } = organizationTally;
  const [size] = await database
    .select({ members, tokens })
    .from(organizationTally)
    .where(eq(organizationTally.organizationId, organizationId));
  return size ?? { members: 0, tokens: 0 };
}
