import { and, asc, eq, type SQL, sql } from "drizzle-orm";
import * as z from "zod/mini";
import { decodeCursor, encodeCursor, pageOf } from "../../worker/domain/cursor.ts";
import type { Invitation } from "../../worker/domain/organizations/invitation.ts";
import type { UserKind } from "../../worker/domain/organizations/membership.ts";
import type { Role } from "../../worker/domain/organizations/roles.ts";
import type { Sight } from "../../worker/domain/policies/team.ts";
import { fold } from "../../worker/domain/search-term.ts";
import type { Database } from "../connect.ts";
import { membership } from "../tables/membership.ts";
import { user } from "../tables/user.ts";

/** A member as the team shows them. */
export type TeamMember = {
  userId: string;
  email: string | null;
  kind: UserKind;
  name: string;
  role: Role;
  permissions: string[];
  visibilityGroups: string[];
  /** Of a service user: who is told of what happens to its tokens. */
  contact: string | null;
  deactivatedAt: number | null;
  /** Until they have agreed. */
  invitation: Invitation | null;
  revision: number;
};

const LISTED = {
  userId: membership.userId,
  email: user.email,
  kind: user.kind,
  name: membership.name,
  folded: membership.folded,
  role: membership.role,
  permissions: membership.permissions,
  visibilityGroups: membership.visibilityGroups,
  contact: membership.contact,
  deactivatedAt: membership.deactivatedAt,
  invitation: membership.invitation,
  revision: membership.revision,
};

const PLACE = z.tuple([z.string(), z.string()]);

/** So many members are looked at for a page, however few of them match. */
export const MOST_LOOKED_AT = 2_000;

/** Behind everybody of one name. */
const LAST_ID = "\u{10FFFF}";

/**
 * The members of an organization that `sight` takes in, by name; `q` looks in name and address. Where few match, a
 * page may be short, or empty, though more follow (decision 012).
 */
export async function listTeam(
  database: Database,
  organizationId: string,
  sight: Sight,
  { q, cursor, limit }: { q?: string; cursor?: string; limit: number },
): Promise<{ items: TeamMember[]; nextCursor: string | null }> {
  const ofOrganization = eq(membership.organizationId, organizationId);
  if (sight !== "all" && sight.groups.length === 0) {
    const own = and(ofOrganization, eq(membership.userId, sight.userId), contains(q), after(cursor));
    return { items: await members(database, own), nextCursor: null };
  }
  const ahead = and(ofOrganization, after(cursor));
  const byName = [asc(membership.folded), asc(membership.userId)];
  const matches = and(ahead, seen(sight), contains(q));
  if (sight === "all" && !q) {
    return pageOf(
      await members(database, matches)
        .orderBy(...byName)
        .limit(limit + 1),
      limit,
      placeOf,
    );
  }
  const last = database
    .select({ folded: membership.folded })
    .from(membership)
    .where(ahead)
    .orderBy(...byName)
    .limit(1)
    .offset(MOST_LOOKED_AT - 1);
  const upToLast = sql`${membership.folded} <= coalesce((${last}), ${LAST_ID})`;
  const [rows, [end]] = await database.batch([
    members(database, and(matches, upToLast))
      .orderBy(...byName)
      .limit(limit + 1),
    last,
  ]);
  const page = pageOf(rows, limit, placeOf);
  return end && page.nextCursor === null
    ? { ...page, nextCursor: encodeCursor([end.folded, LAST_ID]) }
    : page;
}

function members(database: Database, where: SQL | undefined) {
  return database
    .select(LISTED)
    .from(membership)
    .innerJoin(user, eq(user.id, membership.userId))
    .where(where);
}

function placeOf({ folded, userId }: { folded: string; userId: string }): [string, string] {
  return [folded, userId];
}

/** Null for whom `sight` does not take in, as for whom there is not. */
export async function findTeamMember(
  database: Database,
  organizationId: string,
  userId: string,
  sight: Sight,
): Promise<TeamMember | null> {
  const [row] = await members(
    database,
    and(eq(membership.organizationId, organizationId), eq(membership.userId, userId), seen(sight)),
  );
  return row ?? null;
}

/** `IN`, which SQLite looks up: two lists joined would be gone through once for each item of the other. */
function seen(sight: Sight): SQL | undefined {
  if (sight === "all") return undefined;
  return sql`(${membership.userId} = ${sight.userId} OR EXISTS (
    SELECT 1 FROM json_each(${membership.visibilityGroups})
    WHERE value IN (SELECT value FROM json_each(${JSON.stringify(sight.groups)}))))`;
}

function contains(q: string | undefined): SQL | undefined {
  return q ? sql`instr(${membership.folded}, ${fold(q)})` : undefined;
}

function after(cursor: string | undefined): SQL | undefined {
  if (cursor === undefined) return undefined;
  const [folded, userId] = decodeCursor(cursor, PLACE);
  return sql`(${membership.folded}, ${membership.userId}) > (${folded}, ${userId})`;
}
