import { type SQL, sql } from "drizzle-orm";
import type { Statement } from "../connect.ts";
import { token } from "../tables/token.ts";

/**
 * Deletes at most `atMost` API tokens and sessions that meet these conditions. Raw: INDEXED BY, in a union of two
 * lists.
 */
export function removeSome(
  { apiTokens, sessions }: { apiTokens: SQL | undefined; sessions: SQL | undefined },
  atMost: number,
): Statement {
  return sql`DELETE FROM token WHERE seq IN (
    SELECT seq FROM token INDEXED BY token_by_expiry WHERE ${token.kind} = 'api' AND ${apiTokens}
    UNION ALL
    SELECT seq FROM token INDEXED BY token_by_expiry WHERE ${token.kind} = 'session' AND ${sessions}
    LIMIT ${atMost})`;
}
