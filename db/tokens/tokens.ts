import { and, eq, type SQL } from "drizzle-orm";
import { readStoredEndpoints, type TokenEndpoints } from "../../worker/domain/endpoints/own-endpoints.ts";
import type { LastUse } from "../../worker/domain/tokens/last-use.ts";
import { readScopes, type Scopes } from "../../worker/domain/tokens/scopes.ts";
import { TokenHash } from "../../worker/domain/tokens/secret.ts";
import type { Suspension } from "../../worker/domain/tokens/suspension.ts";
import type { TokenKind } from "../../worker/domain/tokens/token.ts";
import type { Database } from "../connect.ts";
import { membership } from "../tables/membership.ts";
import type { token } from "../tables/token.ts";
import { tokenWithLastUse as withLastUse } from "../tables/token-with-last-use.ts";
import { user } from "../tables/user.ts";
import { LIFE, type LifeRow, type ListedEarlierSecret, lastUseOf, withLife } from "./life.ts";

/** The owner of tokens: one user in one organization. */
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
  /** Null outside a rotation. */
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

/** An API token of the organization, with the hashes of its secrets and its owner. */
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

type Tokens = typeof token | typeof withLastUse;

export function apiTokensOf(tokens: Tokens, { organizationId, userId }: MemberKey): SQL | undefined {
  return and(
    eq(tokens.organizationId, organizationId),
    eq(tokens.userId, userId),
    eq(tokens.kind, "api" satisfies TokenKind),
  );
}

export function apiTokenOf(tokens: Tokens, member: MemberKey, id: string): SQL | undefined {
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
