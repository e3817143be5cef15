import { and, asc, count, eq, or, type SQL, sql } from "drizzle-orm";
import type { Counted } from "../../worker/domain/counted.ts";
import { encodeCursor, pageOf } from "../../worker/domain/cursor.ts";
import type { Invitation } from "../../worker/domain/organizations/invitation.ts";
import type { UserKind } from "../../worker/domain/organizations/membership.ts";
import type { Role } from "../../worker/domain/organizations/roles.ts";
import { BY_NAME, type TeamSort } from "../../worker/domain/organizations/team-sort.ts";
import type { Sight } from "../../worker/domain/policies/team.ts";
import { fold } from "../../worker/domain/search-term.ts";
import type { Database } from "../connect.ts";
import { behind, inOrder, placeBy, placeIn, upTo } from "../keyset.ts";
import { sizeOf } from "../organizations/tally.ts";
import { membership } from "../tables/membership.ts";
import { user } from "../tables/user.ts";
import { shareOne } from "./sql.ts";
import { TEAM_ORDERS } from "./team-orders.ts";

/** A member as the team shows them. */
export type TeamMember = {
  userId: string;
  email: string | null;
  kind: UserKind;
  name: string;
  role: Role;
  permissions: string[];
  visibilityGroups: string[];
  /** Service users only: who gets mail about its tokens. */
  contact: string | null;
  deactivatedAt: number | null;
  /** Until they have accepted. */
  invitation: Invitation | null;
  revision: number;
};

const LISTED = {
  userId: membership.userId,
  email: user.email,
  kind: user.kind,
  name: membership.name,
  role: membership.role,
  permissions: membership.permissions,
  visibilityGroups: membership.visibilityGroups,
  contact: membership.contact,
  deactivatedAt: membership.deactivatedAt,
  invitation: membership.invitation,
  revision: membership.revision,
};

/** How many members are examined for a page, however few match, and how many are counted at most. */
export const MOST_LOOKED_AT = 2_000;

type Page = { q?: string; sort?: TeamSort; cursor?: string; limit: number };

/**
 * The members of an organization within `sight`, by name; `q` searches name and address. If few match, a page may be
 * short or empty though more follow (decision 012).
 */
export async function listTeam(
  database: Database,
  organizationId: string,
  sight: Sight,
  { q, sort = BY_NAME, cursor, limit }: Page,
): Promise<{ items: TeamMember[]; nextCursor: string | null }> {
  const keys = TEAM_ORDERS[sort.by];
  const place = placeBy(keys);
  const ahead = and(inOrganization(organizationId), behind(cursor, sort, keys));
  const page = async (where: SQL | undefined) => {
    const rows = await members(database, and(ahead, where), { place })
      .orderBy(...inOrder(sort, keys))
      .limit(limit + 1);
    return pageOf(rows, limit, (row) => placeIn(sort, row.place));
  };
  if (sight === "all" && !q) return page(undefined);
  if (isOnlyOneself(sight)) return page(and(eq(membership.userId, sight.userId), contains(q)));

  const matches = and(seen(sight), contains(q));
  const [last] = await database
    .select({ place })
    .from(membership)
    .where(ahead)
    .orderBy(...inOrder(sort, keys))
    .limit(1)
    .offset(MOST_LOOKED_AT - 1);
  if (!last) return page(matches);
  const found = await page(and(matches, upTo(last.place, sort, keys)));
  return { ...found, nextCursor: found.nextCursor ?? encodeCursor(placeIn(sort, last.place)) };
}

/** How many members within `sight` match `q`: in a large organization, among the first by name. */
export async function countTeam(
  database: Database,
  organizationId: string,
  sight: Sight,
  q: string | undefined,
): Promise<Counted> {
  if (sight === "all" && !q) return { count: (await sizeOf(database, organizationId)).members, more: false };
  const ofOrganization = inOrganization(organizationId);
  const among = database
    .select({ found: sql`${and(seen(sight), contains(q))}`.as("found") })
    .from(membership)
    .where(isOnlyOneself(sight) ? and(ofOrganization, eq(membership.userId, sight.userId)) : ofOrganization)
    .orderBy(asc(membership.folded), asc(membership.userId))
    .limit(MOST_LOOKED_AT + 1)
    .as("among");
  const [counted] = await database
    .select({ lookedAt: count(), found: sql<number>`coalesce(sum(${among.found}), 0)` })
    .from(among);
  const { lookedAt = 0, found = 0 } = counted ?? {};
  return { count: found, more: lookedAt > MOST_LOOKED_AT };
}

function members<More extends Record<string, SQL>>(database: Database, where: SQL | undefined, more: More) {
  return database
    .select({ ...LISTED, ...more })
    .from(membership)
    .innerJoin(user, eq(user.id, membership.userId))
    .where(where);
}

function inOrganization(organizationId: string): SQL {
  return eq(membership.organizationId, organizationId);
}

/** Null for a member outside `sight`, as for one who does not exist. */
export async function findTeamMember(
  database: Database,
  organizationId: string,
  userId: string,
  sight: Sight,
): Promise<TeamMember | null> {
  const [row] = await members(
    database,
    and(inOrganization(organizationId), eq(membership.userId, userId), seen(sight)),
    {},
  );
  return row ?? null;
}

function seen(sight: Sight): SQL | undefined {
  if (sight === "all") return undefined;
  return or(eq(membership.userId, sight.userId), shareOne(membership.visibilityGroups, sight.groups));
}

function contains(q: string | undefined): SQL | undefined {
  return q ? sql`instr(${membership.folded}, ${fold(q)}) > 0` : undefined;
}

/** Whether the viewer shares no group with anybody. */
function isOnlyOneself(sight: Sight): sight is Exclude<Sight, "all"> {
  return sight !== "all" && sight.groups.length === 0;
}
