import { and, eq, type SQL, sql } from "drizzle-orm";
import {
  readStoredEndpoints,
  storeEndpoints,
  type TokenEndpoints,
} from "../../worker/domain/endpoints/own-endpoints.ts";
import { fold } from "../../worker/domain/search-term.ts";
import type { Opened } from "../../worker/domain/sign-in/way.ts";
import { MOST_API_TOKENS, type TokenTerms } from "../../worker/domain/tokens/issue.ts";
import type { LastUse } from "../../worker/domain/tokens/last-use.ts";
import { readScopes, type Scopes, storeScopes } from "../../worker/domain/tokens/scopes.ts";
import { TokenHash } from "../../worker/domain/tokens/secret.ts";
import type { Suspension } from "../../worker/domain/tokens/suspension.ts";
import type { TokenKind } from "../../worker/domain/tokens/token.ts";
import { type Database, prepare, type Statement } from "../connect.ts";
import { membership } from "../tables/membership.ts";
import { token } from "../tables/token.ts";
import { tokenWithLastUse as withLastUse } from "../tables/token-with-last-use.ts";
import { user } from "../tables/user.ts";
import { LIFE, type LifeRow, type ListedEarlierSecret, lastUseOf, withLife } from "./life.ts";

/** Whose tokens: one user in one organization. */
export type MemberKey = { organizationId: string; userId: string };

export type ListedToken = {
  id: string;
  name: string;
  purpose: string | null;
  createdAt: number;
  expiresAt: number | null;
  lastUsedAt: number | null;
  lastUsed: LastUse | null;
  scopes: Scopes;
  endpoints: TokenEndpoints;
  rotatedAt: number | null;
  /** While a rotation lasts. */
  earlierSecret: ListedEarlierSecret | null;
  suspension: Suspension | null;
};

/** The columns of a listed token. */
export const LISTED = {
  id: withLastUse.id,
  name: withLastUse.name,
  purpose: withLastUse.purpose,
  createdAt: withLastUse.createdAt,
  expiresAt: withLastUse.expiresAt,
  lastUsedAt: withLastUse.lastUsedAt,
  lastUsedMethod: withLastUse.lastUsedMethod,
  lastUsedPath: withLastUse.lastUsedPath,
  scopes: withLastUse.scopes,
  endpoints: withLastUse.endpoints,
  ...LIFE,
};

type ListedRow = Omit<ListedToken, "lastUsed" | "scopes" | "endpoints" | "earlierSecret" | "suspension"> &
  LifeRow & {
    lastUsedMethod: string | null;
    lastUsedPath: string | null;
    scopes: string | null;
    endpoints: string;
  };

export async function findApiToken(
  database: Database,
  member: MemberKey,
  id: string,
): Promise<ListedToken | null> {
  const [row] = await database
    .select(LISTED)
    .from(withLastUse)
    .where(apiTokenOf(withLastUse, member, id));
  return row ? listed(row) : null;
}

/** Changes no row for who is no member, or is deactivated, or holds as many API tokens as anybody may. */
export function insertToken(
  member: MemberKey,
  row: {
    id: string;
    kind: TokenKind;
    name: string;
    purpose?: string | null;
    hash: TokenHash;
    scopes: Scopes;
    endpoints?: TokenEndpoints;
    createdAt: number;
    expiresAt: number | null;
    /** Of a session. */
    opened?: Opened;
    userAgent?: string | null;
    clientAddress?: string | null;
    selfRotation?: boolean;
  },
): Statement {
  return sql`INSERT INTO token
    (id, organization_id, user_id, kind, name, purpose, name_folded, owner_folded, hash, scopes, endpoints, created_at,
      expires_at, way, proved_at, user_agent, client_address, self_rotation)
    SELECT ${row.id}, organization_id, user_id, ${row.kind}, ${row.name}, ${row.purpose ?? null}, ${fold(row.name)}, folded,
      ${row.hash.toBytes()}, ${row.kind === "api" ? storeScopes(row.scopes) : null}, ${storeEndpoints(row.endpoints ?? null)},
      ${row.createdAt}, ${row.expiresAt}, ${row.opened?.way ?? null}, ${row.opened?.provedAt ?? null}, ${row.userAgent ?? null}, ${row.clientAddress ?? null},
      ${Number(row.selfRotation ?? false)}
    FROM membership WHERE organization_id = ${member.organizationId} AND user_id = ${member.userId}
      AND deactivated_at IS NULL AND ${row.kind === "api" ? hasRoom(member) : sql`TRUE`}`;
}

function hasRoom(member: MemberKey): SQL {
  return sql`(SELECT count(*) FROM token WHERE ${apiTokensOf(token, member)}) < ${MOST_API_TOKENS}`;
}

/** Why `insertToken` changed no row, where that is the reason. */
export async function holdsMostTokens(database: Database, member: MemberKey): Promise<boolean> {
  return (await prepare(database, sql`SELECT ${hasRoom(member)} AS room`).first<number>("room")) === 0;
}

export function renameApiToken(member: MemberKey, id: string, name: string): Statement {
  return sql`UPDATE token SET name = ${name}, name_folded = ${fold(name)} WHERE ${apiTokenOf(token, member, id)}`;
}

type Tokens = typeof token | typeof withLastUse;

/** Changes no row where the token is not what was read any more. */
export function editApiToken(member: MemberKey, from: ListedToken, to: TokenTerms): Statement {
  return sql`UPDATE token SET name = ${to.name}, name_folded = ${fold(to.name)}, purpose = ${to.purpose},
      scopes = ${storeScopes(to.scopes)}, endpoints = ${storeEndpoints(to.endpoints)}, expires_at = ${to.expiresAt}
    WHERE ${apiTokenOf(token, member, from.id)} AND name = ${from.name} AND scopes = ${storeScopes(from.scopes)}
      AND endpoints = ${storeEndpoints(from.endpoints)} AND expires_at IS ${from.expiresAt} AND purpose IS ${from.purpose}`;
}

/** An API token with the hashes of its secrets and whose it is, wherever in the organization. */
export async function findTokenOfOrganization(database: Database, organizationId: string, id: string) {
  const [row] = await database
    .select({
      ...LISTED,
      hash: withLastUse.hash,
      hashEarlier: withLastUse.hashEarlier,
      userId: membership.userId,
      userName: membership.name,
      email: user.email,
      role: membership.role,
      permissions: membership.permissions,
      deactivatedAt: membership.deactivatedAt,
    })
    .from(withLastUse)
    .innerJoin(
      membership,
      and(
        eq(membership.organizationId, withLastUse.organizationId),
        eq(membership.userId, withLastUse.userId),
      ),
    )
    .innerJoin(user, eq(user.id, membership.userId))
    .where(
      and(
        eq(withLastUse.id, id),
        eq(withLastUse.organizationId, organizationId),
        eq(withLastUse.kind, "api"),
      ),
    );
  if (!row) return null;
  const { hash, hashEarlier, userId, userName, email, role, permissions, deactivatedAt, ...token } = row;
  return {
    token: {
      ...listed(token),
      user: { id: userId, name: userName, email },
      holder: { role, permissions, deactivatedAt },
    },
    hash: new TokenHash(new Uint8Array(hash)),
    earlier: hashEarlier && new TokenHash(new Uint8Array(hashEarlier)),
  };
}

export function apiTokensOf(tokens: Tokens, { organizationId, userId }: MemberKey): SQL | undefined {
  return and(
    eq(tokens.organizationId, organizationId),
    eq(tokens.userId, userId),
    eq(tokens.kind, "api" satisfies TokenKind),
  );
}

function apiTokenOf(tokens: Tokens, member: MemberKey, id: string): SQL | undefined {
  return and(eq(tokens.id, id), apiTokensOf(tokens, member));
}

export function listed({ lastUsedMethod, lastUsedPath, scopes, endpoints, ...row }: ListedRow): ListedToken {
  return {
    ...withLife(row),
    lastUsed: lastUseOf(lastUsedMethod, lastUsedPath),
    scopes: readScopes(scopes),
    endpoints: readStoredEndpoints(endpoints),
  };
}
