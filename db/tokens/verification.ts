import type { Actor } from "../../worker/domain/actor.ts";
import type { Unlisted } from "../../worker/domain/endpoints/reach.ts";
import { type Member, userOf } from "../../worker/domain/organizations/membership.ts";
import type { Tombstone } from "../../worker/domain/revocation.ts";
import type { Way } from "../../worker/domain/sign-in/way.ts";
import type { EarlierSecret } from "../../worker/domain/tokens/rotation.ts";
import { readScopes } from "../../worker/domain/tokens/scopes.ts";
import { TokenHash } from "../../worker/domain/tokens/secret.ts";
import type { SuspendedBy } from "../../worker/domain/tokens/suspension.ts";
import type { Database } from "../connect.ts";
import { ONE, TWO } from "./verification-sql.ts";

/** The stored limits of a token: `own` and the catalogue are not parsed yet. */
export type StoredLimits = { own: string; unlisted: Unlisted; catalogueVersion: string | null };

/** `inUse`: a mark in its row already says that it was used lately. */
export type StoredToken = {
  token: Actor["token"];
  hash: TokenHash;
  earlier: EarlierSecret | null;
  /** Set if all tokens of the member up to this one have ended, and its row is still to be removed. */
  ended: Tombstone | null;
  inUse: boolean;
  /** Sessions only: whether the organization lets members in only by its identity provider. */
  requiresProvider: boolean;
  /** Sessions only: whether the provider that opened it has been removed or replaced. */
  providerEnded: boolean;
  /** In characters of D1's answer. */
  size: number;
  member: Member;
  limits: StoredLimits;
};

/**
 * What was found of a token, and the fence: the known one if it exists; if none was named, the newest. `catalogue` is
 * null if its version was known, or if the organization names no endpoints.
 */
export type FoundToken = { stored: StoredToken; fence: string | null; catalogue: string | null };

/** The token's id, and the version of its organization's catalogue that need not be read again; `""` for none. */
export type Wanted = { id: string; knownVersion: string };

type Row = [facts: string, fence: string | null, catalogue: string | null];

/**
 * In the order of `token_to_verify`. An older schema ends earlier: during a migration, the columns after its end have
 * the values that every token had before.
 */
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
  endpoints: string,
  unlistedEndpoints: Unlisted,
  catalogueVersion: string | null,
  ended?: [at: number, by: Tombstone["by"]] | null,
  earlier?: [hash: string, endsAt: number, endsAtFirstUse: 0 | 1, newSecretUsed: 0 | 1] | null,
  suspension?: [at: number, until: number | null, by: SuspendedBy] | null,
  session?: [way: Way, provedAt: number, requiresProvider: 0 | 1, providerEnded?: 0 | 1] | null,
];

/**
 * The token with this id, its member, and the fence `fence`: one query, five rows (token, membership, user,
 * organization, fence), each found by its key. Null if there is no such token. Rejects if D1 does not answer.
 */
export async function findForVerification(
  database: Database,
  { id, knownVersion }: Wanted,
  fence: string | null,
): Promise<FoundToken | null> {
  const text = fence === null ? ONE.withNewest : ONE.withKnown;
  const [row] = await database.$client.prepare(text).bind(id, fence, knownVersion).raw<Row>();
  return row ? found(row) : null;
}

/** Both tokens in one query, ten rows; each is null if it does not exist. */
export async function findTwoForVerification(
  database: Database,
  [first, second]: readonly [Wanted, Wanted],
  fence: string | null,
): Promise<[FoundToken | null, FoundToken | null]> {
  const text = fence === null ? TWO.withNewest : TWO.withKnown;
  const rows = await database.$client
    .prepare(text)
    .bind(first.id, fence, first.knownVersion, second.id, second.knownVersion)
    .raw<Row>();
  const both = rows.map(found);
  const withId = (id: string) => both.find(({ stored }) => stored.token.id === id) ?? null;
  return [withId(first.id), withId(second.id)];
}

function found([facts, fence, catalogue]: Row): FoundToken {
  return { stored: storedToken(facts), fence, catalogue };
}

function storedToken(facts: string): StoredToken {
  const [
    id,
    kind,
    name,
    hash,
    scopes,
    createdAt,
    expiresAt,
    lastUsedAt,
    inUse,
    userId,
    email,
    ,
    memberName,
    role,
    permissions,
    visibilityGroups,
    deactivatedAt,
    organizationId,
    organizationName,
    organizationKind,
    apiPermissions,
    own,
    unlisted,
    catalogueVersion,
    ended = null,
    earlier = null,
    suspension = null,
    session = kind === "session" ? ["password", createdAt, 0, 0] : null,
  ] = JSON.parse(facts) as Facts;
  return {
    token: {
      id,
      kind,
      name,
      createdAt,
      expiresAt,
      lastUsedAt,
      scopes: kind === "api" ? readScopes(scopes) : null,
      suspension: suspension && { at: suspension[0], until: suspension[1], by: suspension[2] },
      opened: session && { way: session[0], provedAt: session[1] },
    },
    hash: new TokenHash(hash),
    earlier: earlier && {
      hash: new TokenHash(earlier[0]),
      endsAt: earlier[1],
      endsAtFirstUse: earlier[2] === 1,
      newSecretUsed: earlier[3] === 1,
    },
    ended: ended && { at: ended[0], by: ended[1] },
    inUse: inUse === 1,
    size: facts.length,
    requiresProvider: session?.[2] === 1,
    providerEnded: session?.[3] === 1,
    member: {
      user: userOf(userId, memberName, email),
      organization: { id: organizationId, name: organizationName, kind: organizationKind, apiPermissions },
      role,
      permissions,
      visibilityGroups,
      deactivatedAt,
    },
    limits: { own, unlisted, catalogueVersion },
  };
}
