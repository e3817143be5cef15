import { and, eq, isNotNull, type SQL, type SQLWrapper, sql } from "drizzle-orm";
import type { Role } from "../../worker/domain/organizations/roles.ts";
import type { Database } from "../connect.ts";
import { isOneOf } from "../sql.ts";
import { membership } from "../tables/membership.ts";
import { tokenWithLastUse as t } from "../tables/token-with-last-use.ts";
import { user } from "../tables/user.ts";
import { LISTED, type ListedToken, listed } from "../tokens/tokens.ts";
import type { Plan } from "./plan.ts";
import type { Term } from "./term.ts";
import {
  areAtRest,
  behind,
  compare,
  indexedKey,
  inOrder,
  isOfLastUse,
  keyNow,
  ofOrganization,
  type Place,
  type Walk,
} from "./walk.ts";

export type OrganizationToken = ListedToken & {
  user: { id: string; name: string; email: string | null };
  holder: { role: Role; permissions: string[]; deactivatedAt: number | null };
};

/** A listed token with its place. */
export type Placed = { token: OrganizationToken; place: Place };

/** What a page of a search looks for, and where its tokens were found. */
export type Search = { term: Term; plan: Plan };

/** The walk's next tokens, in order, at most `limit`. */
export async function nextTokens(
  database: Database,
  walk: Walk,
  search: Search | undefined,
  limit: number,
): Promise<Placed[]> {
  const [first, second] = await Promise.all([
    found(database, walk, search, limit),
    isOfLastUse(walk, search?.term) ? tokensInUse(database, walk, search, limit) : [],
  ]);
  if (second.length === 0) return first;
  return [...first, ...second].sort((one, other) => compare(walk, one.place, other.place)).slice(0, limit);
}

/** Tokens by the walk's index; if last uses matter, only those at rest. */
function found(database: Database, walk: Walk, search: Search | undefined, limit: number): Promise<Placed[]> {
  const rest = areAtRest(walk, search?.term);
  if (!search) {
    const by = { key: indexedKey(walk), id: t.id };
    return inPlace(database, walk, by, and(ofOrganization(walk), rest), limit);
  }
  const where = and(isAmong(search.plan, walk), search.term.atRest, rest);
  return inPlace(database, walk, sorted(indexedKey(walk)), where, limit);
}

/** The organization's tokens in use, as far as the order has been read. */
async function tokensInUse(
  database: Database,
  walk: Walk,
  search: Search | undefined,
  limit: number,
): Promise<Placed[]> {
  const where = and(ofOrganization(walk), isNotNull(t.useMarkedAt), search?.term.inUse);
  const end = search?.plan.end ?? null;
  const tokens = await inPlace(database, walk, sorted(keyNow(walk)), where, limit);
  return end === null ? tokens : tokens.filter(({ place }) => compare(walk, place, end) <= 0);
}

/** Limits the tokens to the page before it looks up their owners. */
async function inPlace(
  database: Database,
  walk: Walk,
  { key, id }: { key: SQLWrapper; id: SQLWrapper },
  where: SQL | undefined,
  limit: number,
): Promise<Placed[]> {
  const page = database
    .select({ ...LISTED, userId: t.userId, key: sql<Place["key"]>`${key}`.as("key") })
    .from(t)
    .where(and(where, behind(walk, key, id)))
    .orderBy(...inOrder(walk, key, id))
    .limit(limit)
    .as("page");
  // A left join: if the owner could come first, SQLite would sort instead of following an index.
  const rows = await database
    .select({
      ...page._.selectedFields,
      ownerName: membership.name,
      email: user.email,
      role: membership.role,
      permissions: membership.permissions,
      deactivatedAt: membership.deactivatedAt,
    })
    .from(page)
    .leftJoin(
      membership,
      and(eq(membership.organizationId, walk.organizationId), eq(membership.userId, page.userId)),
    )
    .leftJoin(user, eq(user.id, page.userId))
    .orderBy(...inOrder(walk, page.key, page.id));
  return rows.map(({ key, userId, ownerName, email, role, permissions, deactivatedAt, ...row }) => ({
    token: {
      ...listed(row),
      user: { id: userId, name: ownerName ?? "", email },
      holder: { role: role ?? "member", permissions: permissions ?? [], deactivatedAt },
    },
    place: { key, id: row.id },
  }));
}

/** The plus makes SQLite sort these few tokens instead of reading all tokens in this order. */
function sorted(key: SQLWrapper): { key: SQL; id: SQL } {
  return { key: sql`+${key}`, id: sql`+${t.id}` };
}

/** The plus keeps SQLite from reading the whole organization to look each token up among these. */
function isAmong({ among }: Plan, { organizationId }: Walk): SQL | undefined {
  return and(isOneOf(t.seq, among), sql`+${t.organizationId} = ${organizationId}`);
}
