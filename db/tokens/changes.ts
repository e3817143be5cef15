import { and, count, eq, isNull, lt, ne } from "drizzle-orm";
import { storeEndpoints, type TokenEndpoints } from "../../worker/domain/endpoints/own-endpoints.ts";
import { fold } from "../../worker/domain/search-term.ts";
import type { Opened } from "../../worker/domain/sign-in/way.ts";
import { MOST_API_TOKENS, type TokenTerms } from "../../worker/domain/tokens/issue.ts";
import { type Scopes, storeScopes } from "../../worker/domain/tokens/scopes.ts";
import type { TokenHash } from "../../worker/domain/tokens/secret.ts";
import type { TokenKind } from "../../worker/domain/tokens/token.ts";
import { build, type Database, type Statement } from "../connect.ts";
import { theMember } from "../members/memberships.ts";
import { countOf, isSame } from "../operators.ts";
import { insertFrom } from "../sql.ts";
import { membership } from "../tables/membership.ts";
import { token } from "../tables/token.ts";
import { apiTokenOf, apiTokensOf, type ListedToken, type MemberKey } from "./tokens.ts";

/** Changes no row if the user is not a member, is deactivated, or holds the maximum number of API tokens. */
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
    /** Sessions only. */
    opened?: Opened;
    userAgent?: string | null;
    clientAddress?: string | null;
    selfRotation?: boolean;
  },
): Statement {
  const { hash, scopes, endpoints, opened, ...rest } = row;
  const hasRoom = lt(countOf(token, apiTokensOf(token, member)), MOST_API_TOKENS);
  return insertFrom(
    token,
    {
      ...rest,
      organizationId: membership.organizationId,
      userId: membership.userId,
      nameFolded: fold(row.name),
      ownerFolded: membership.folded,
      hash: hash.toBytes(),
      scopes: row.kind === "api" ? storeScopes(scopes) : null,
      endpoints: storeEndpoints(endpoints ?? null),
      way: opened?.way ?? null,
      provedAt: opened?.provedAt ?? null,
    },
    membership,
    and(theMember(member), isNull(membership.deactivatedAt), row.kind === "api" ? hasRoom : undefined),
  );
}

/** Whether this limit is the reason that `insertToken` changed no row. */
export async function holdsMostTokens(database: Database, member: MemberKey): Promise<boolean> {
  const [held] = await database.select({ n: count() }).from(token).where(apiTokensOf(token, member));
  return held !== undefined && held.n >= MOST_API_TOKENS;
}

/** Changes no row if that is its name already. */
export function renameApiToken(member: MemberKey, id: string, name: string): Statement {
  return build
    .update(token)
    .set({ name, nameFolded: fold(name) })
    .where(and(apiTokenOf(token, member, id), ne(token.name, name)));
}

/** Changes no row if the token has changed since it was read. */
export function editApiToken(member: MemberKey, from: ListedToken, to: TokenTerms): Statement {
  const { name, purpose, expiresAt } = to;
  return build
    .update(token)
    .set({
      name,
      nameFolded: fold(name),
      purpose,
      scopes: storeScopes(to.scopes),
      endpoints: storeEndpoints(to.endpoints),
      expiresAt,
    })
    .where(
      and(
        apiTokenOf(token, member, from.id),
        eq(token.name, from.name),
        eq(token.scopes, storeScopes(from.scopes)),
        eq(token.endpoints, storeEndpoints(from.endpoints)),
        isSame(token.expiresAt, from.expiresAt),
        isSame(token.purpose, from.purpose),
      ),
    );
}
