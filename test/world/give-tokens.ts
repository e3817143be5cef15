import type { Latchkey } from "./latchkey.ts";

/** API tokens that nobody holds, for a list to be long: in one statement, as the proxy of D1 takes its time for each. */
export async function giveTokens(latchkey: Latchkey, email: string, howMany: number): Promise<void> {
  await latchkey.sql(
    `WITH RECURSIVE nth(n) AS (SELECT 0 UNION ALL SELECT n + 1 FROM nth WHERE n < ?1 - 1)
     INSERT INTO token (id, organization_id, user_id, kind, name, name_folded, hash, scopes, created_at)
     SELECT printf('many%08d', n), organization_id, user_id, 'api', 'Many ' || n, 'MANY ' || n, randomblob(32), 'all', n
     FROM nth JOIN membership JOIN user ON user.id = user_id WHERE email = ?2`,
    howMany,
    email,
  );
}
