import { sql } from "drizzle-orm";
import type { Actor } from "../worker/domain/actor.ts";
import type { Member } from "../worker/domain/organizations/membership.ts";
import { readScopes } from "../worker/domain/tokens/scopes.ts";
import { TokenHash } from "../worker/domain/tokens/secret.ts";
import { type Database, toQuery } from "./connect.ts";
import { tokenToVerify } from "./tables/token-to-verify.ts";

/** `inUse`: it was used lately, which a mark in its row says already. */
export type StoredToken = { token: Actor["token"]; hash: TokenHash; inUse: boolean; member: Member };

const ONE = toQuery(
  sql`SELECT ${tokenToVerify.facts} FROM ${tokenToVerify} WHERE ${tokenToVerify.id} = ?`,
).sql;
// Not `IN`, whose list D1 counts as rows that it read.
const TWO = `${ONE} UNION ALL ${ONE}`;

type Row = [facts: string];

/** In the order of `token_to_verify`. */
type Facts = [
  id: string,
  kind: Actor["token"]["kind"],
  name: string,
  hash: string,
  scopes: string | null,
  createdAt: number,
  expiresAt: number | null,
  lastUsedAt: number | null,
  inUse: 0 | 1,
  userId: string,
  email: string | null,
  userKind: Member["user"]["kind"],
  memberName: string,
  role: Member["role"],
  permissions: Member["permissions"],
  visibilityGroups: Member["visibilityGroups"],
  deactivatedAt: number | null,
  organizationId: string,
  organizationName: string,
  organizationKind: Member["organization"]["kind"],
  apiPermissions: Member["organization"]["apiPermissions"],
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

function storedToken([facts]: Row): StoredToken {
  const [id, kind, name, hash, scopes, createdAt, expiresAt, lastUsedAt, inUse, ...rest] = JSON.parse(
    facts,
  ) as Facts;
  const [userId, email, userKind, memberName, role, permissions, visibilityGroups, deactivatedAt, ...last] =
    rest;
  const [organizationId, organizationName, organizationKind, apiPermissions] = last;
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
    inUse: inUse === 1,
    member: {
      user: { id: userId, email, name: memberName, kind: userKind },
      organization: { id: organizationId, name: organizationName, kind: organizationKind, apiPermissions },
      role,
      permissions,
      visibilityGroups,
      deactivatedAt,
    },
  };
}
