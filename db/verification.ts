import { eq, sql } from "drizzle-orm";
import { QueryBuilder } from "drizzle-orm/sqlite-core";
import type { Actor } from "../worker/domain/actor.ts";
import type { Member } from "../worker/domain/organizations/membership.ts";
import { readScopes } from "../worker/domain/tokens/scopes.ts";
import { TokenHash } from "../worker/domain/tokens/secret.ts";
import type { Database } from "./connect.ts";
import { membership } from "./tables/membership.ts";
import { organization } from "./tables/organization.ts";
import { token } from "./tables/token.ts";
import { user } from "./tables/user.ts";

export type StoredToken = { token: Actor["token"]; hash: TokenHash; member: Member };

/** Built once: Drizzle checks the names, and no request pays for building it again. */
const SELECT = new QueryBuilder()
  .select({
    id: token.id,
    kind: token.kind,
    name: token.name,
    hash: sql<string>`lower(hex(${token.hash}))`,
    scopes: token.scopes,
    createdAt: token.createdAt,
    expiresAt: token.expiresAt,
    lastUsedAt: token.lastUsedAt,
    userId: token.userId,
    email: user.email,
    userKind: user.kind,
    memberName: membership.name,
    role: membership.role,
    permissions: membership.permissions,
    visibilityGroups: membership.visibilityGroups,
    deactivatedAt: membership.deactivatedAt,
    organizationId: organization.id,
    organizationName: organization.name,
    organizationKind: organization.kind,
    apiPermissions: organization.apiPermissions,
  })
  .from(token)
  .innerJoin(
    membership,
    sql`${membership.organizationId} = ${token.organizationId} AND ${membership.userId} = ${token.userId}`,
  )
  .innerJoin(user, eq(user.id, token.userId))
  .innerJoin(organization, eq(organization.id, token.organizationId))
  .toSQL().sql;
const ONE = `${SELECT} WHERE token.id = ?`;
// Not `IN`, whose list D1 counts as rows that it read.
const TWO = `${ONE} UNION ALL ${ONE}`;

type Row = [
  id: string,
  kind: Actor["token"]["kind"],
  name: string,
  hash: string,
  scopes: string | null,
  createdAt: number,
  expiresAt: number | null,
  lastUsedAt: number | null,
  userId: string,
  email: string | null,
  userKind: Member["user"]["kind"],
  memberName: string,
  role: Member["role"],
  permissions: string,
  visibilityGroups: string,
  deactivatedAt: number | null,
  organizationId: string,
  organizationName: string,
  organizationKind: Member["organization"]["kind"],
  apiPermissions: string,
];

/**
 * The token with this id, and the member it speaks for: one query, four rows (token, membership, user,
 * organization), each by its key. Null where there is none. Rejects where D1 does not answer.
 */
export async function findForVerification(database: Database, id: string): Promise<StoredToken | null> {
  const [row] = await database.$client.prepare(ONE).bind(id).raw<Row>();
  return row ? storedToken(row) : null;
}

/** Both of them in one query, eight rows; each null where there is none. */
export async function findTwoForVerification(
  database: Database,
  ids: readonly [string, string],
): Promise<[StoredToken | null, StoredToken | null]> {
  const found = (
    await database.$client
      .prepare(TWO)
      .bind(...ids)
      .raw<Row>()
  ).map(storedToken);
  const withId = (id: string) => found.find(({ token }) => token.id === id) ?? null;
  return [withId(ids[0]), withId(ids[1])];
}

function storedToken(row: Row): StoredToken {
  const [id, kind, name, hash, scopes, createdAt, expiresAt, lastUsedAt, userId, email, userKind, ...rest] =
    row;
  const [memberName, role, permissions, visibilityGroups, deactivatedAt, ...organizationColumns] = rest;
  const [organizationId, organizationName, organizationKind, apiPermissions] = organizationColumns;
  return {
    token: {
      id,
      kind,
      name,
      createdAt,
      expiresAt,
      lastUsedAt,
      scopes: kind === "api" ? readScopes(scopes) : null,
    },
    hash: new TokenHash(hash),
    member: {
      user: { id: userId, email, name: memberName, kind: userKind },
      organization: {
        id: organizationId,
        name: organizationName,
        kind: organizationKind,
        apiPermissions: JSON.parse(apiPermissions),
      },
      role,
      permissions: JSON.parse(permissions),
      visibilityGroups: JSON.parse(visibilityGroups),
      deactivatedAt,
    },
  };
}
