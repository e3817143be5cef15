import { and, count, eq, max, sql } from "drizzle-orm";
import { type Counted, countedTo } from "../../worker/domain/counted.ts";
import { pageOf } from "../../worker/domain/cursor.ts";
import { Refusal } from "../../worker/domain/errors.ts";
import type { CustomerSort } from "../../worker/domain/organizations/customer-sort.ts";
import { build, type Database } from "../connect.ts";
import { behind, inOrder, type Keys, placeBy, placeIn } from "../keyset.ts";
import { activity } from "../tables/activity.ts";
import { organization } from "../tables/organization.ts";
import { organizationTally } from "../tables/organization-tally.ts";

export type Customer = {
  id: string;
  name: string;
  members: number;
  tokens: number;
  lastActivityAt: number | null;
};

/**
 * Sorted by name, the list follows an index; for any other order all customers are read, four rows each, and sorted.
 */
const MOST_SORTED = 5_000;

const lastActivityAt = sql<number | null>`${build
  .select({ at: max(activity.at) })
  .from(activity)
  .where(eq(activity.organizationId, organization.id))}`;

const LISTED = {
  id: organization.id,
  name: organization.name,
  members: organizationTally.members,
  tokens: organizationTally.tokens,
  lastActivityAt,
};

const ORDERS: Record<CustomerSort["by"], Keys> = {
  name: [organization.name, organization.id],
  id: [organization.id],
  members: [organizationTally.members, organization.id],
  tokens: [organizationTally.tokens, organization.id],
  last_activity: [sql`coalesce(${lastActivityAt}, -1)`, organization.id],
};

/** A partner's organizations. @throws Refusal `customers-too-many` */
export async function listCustomers(
  database: Database,
  partnerId: string,
  { sort, cursor, limit }: { sort: CustomerSort; cursor?: string; limit: number },
): Promise<{ items: Customer[]; nextCursor: string | null }> {
  if (sort.by !== "name" && (await countCustomers(database, partnerId, MOST_SORTED)).more) {
    throw new Refusal("customers-too-many", { field: "sort" });
  }
  const keys = ORDERS[sort.by];
  const rows = await database
    .select({ ...LISTED, place: placeBy(keys) })
    .from(organization)
    .innerJoin(organizationTally, eq(organizationTally.organizationId, organization.id))
    .where(and(eq(organization.partnerId, partnerId), behind(cursor, sort, keys)))
    .orderBy(...inOrder(sort, keys))
    .limit(limit + 1);
  const page = pageOf(rows, limit, (row) => placeIn(sort, row.place));
  return { ...page, items: page.items.map(({ place, ...customer }) => customer) };
}

/** How many customers a partner has, counted to `most`. */
export async function countCustomers(database: Database, partnerId: string, most: number): Promise<Counted> {
  const some = database
    .select({ id: organization.id })
    .from(organization)
    .where(eq(organization.partnerId, partnerId))
    .limit(most + 1)
    .as("some");
  const [counted] = await database.select({ rows: count() }).from(some);
  return countedTo(most, counted?.rows ?? 0);
}
