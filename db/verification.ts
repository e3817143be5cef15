import { type SQL, sql } from "drizzle-orm";
import type { Actor } from "../worker/domain/actor.ts";
import type { Member } from "../worker/domain/organizations/membership.ts";
import { readScopes } from "../worker/domain/tokens/scopes.ts";
import { TokenHash } from "../worker/domain/tokens/secret.ts";
import { type Database, toQuery } from "./connect.ts";
import { tokenToVerify } from "./tables/token-to-verify.ts";

/** `inUse`: it was used lately, which a mark in its row says already. */
export type StoredToken = { token: Actor["token"]; hash: TokenHash; inUse: boolean; member: Member };

/** What was found of a token, and of the fence that was asked for: where none was, the newest. */
export type FoundToken = { stored: StoredToken; fence: string | null };

const KNOWN_FENCE = sql`(SELECT id FROM fence WHERE id = ?2)`;
const NEWEST_FENCE = sql`(SELECT id FROM fence ORDER BY rowid DESC LIMIT 1)`;

const question = (fence: SQL, nth: SQL) =>
  sql`SELECT ${tokenToVerify.facts}, ${fence} AS fence FROM ${tokenToVerify} WHERE ${tokenToVerify.id} = ${nth}`;
const one = (fence: SQL) => toQuery(question(fence, sql`?1`)).sql;
// Not `IN`, whose list D1 counts as rows that it read.
const two = (fence: SQL) =>
  toQuery(sql`${question(fence, sql`?1`)} UNION ALL ${question(fence, sql`?3`)}`).sql;

const ONE = { withKnown: one(KNOWN_FENCE), withNewest: one(NEWEST_FENCE) };
const TWO = { withKnown: two(KNOWN_FENCE), withNewest: two(NEWEST_FENCE) };

type Row = [facts: string, fence: string | null];

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
 * The token with this id, the member it speaks for, and the fence `fence`: one query, five rows (token, membership,
 * user, organization, fence), each by its key. Null where there is no such token. Rejects where D1 does not answer.
 */
export async function findForVerification(
  database: Database,
  id: string,
  fence: string | null,
): Promise<FoundToken | null> {
  const question =
    fence === null
      ? database.$client.prepare(ONE.withNewest).bind(id)
      : database.$client.prepare(ONE.withKnown).bind(id, fence);
  const [row] = await question.raw<Row>();
  return row ? found(row) : null;
}

/** Both of them in one query, ten rows; each null where there is none. */
export async function findTwoForVerification(
  database: Database,
  ids: readonly [string, string],
  fence: string | null,
): Promise<[FoundToken | null, FoundToken | null]> {
  const text = fence === null ? TWO.withNewest : TWO.withKnown;
  const rows = await database.$client.prepare(text).bind(ids[0], fence, ids[1]).raw<Row>();
  const both = rows.map(found);
  const withId = (id: string) => both.find(({ stored }) => stored.token.id === id) ?? null;
  return [withId(ids[0]), withId(ids[1])];
}

function found([facts, fence]: Row): FoundToken {
  return { stored: storedToken(facts), fence };
}

function storedToken(facts: string): StoredToken {
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
