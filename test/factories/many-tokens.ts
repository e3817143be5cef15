import type { MemberKey } from "../../db/tokens/tokens.ts";
import type { TokenKind } from "../../worker/domain/tokens/token.ts";

/** `nth(n)`: the numbers from 1 to the first bound value. */
export const NTH = "WITH RECURSIVE nth(n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM nth WHERE n < ?1)";

type ManyTokens = {
  howMany: number;
  /** The first four characters of their identifiers. */
  prefix: string;
  kind?: TokenKind;
  name?: string;
  /** ms UTC */
  createdAt?: number;
  expiresAt?: number | null;
};

/** The statement, and its values, that writes thousands of tokens of one member that nobody holds. */
export function manyTokens(
  { organizationId, userId }: MemberKey,
  { howMany, prefix, kind = "api", name = "CI", createdAt = 0, expiresAt = null }: ManyTokens,
): [sql: string, ...values: unknown[]] {
  const sql = `INSERT INTO token (id, organization_id, user_id, kind, name, name_folded, hash, scopes, created_at, expires_at)
    ${NTH} SELECT printf('%s%08d', ?2, n), ?3, ?4, ?5, iif(?5 = 'api', ?6, ''), iif(?5 = 'api', upper(?6), ''), randomblob(32),
      iif(?5 = 'api', 'all', NULL), ?7, ?8 FROM nth`;
  return [sql, howMany, prefix, organizationId, userId, kind, name, createdAt, expiresAt];
}
