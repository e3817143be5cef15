import { type SQL, sql } from "drizzle-orm";
import type { RevokedBy } from "../../worker/domain/revocation.ts";
import type { Statement } from "../connect.ts";
import { randomId } from "../random-id.ts";
import { user } from "../tables/user.ts";
import type { Ending } from "./ending.ts";

/** Inserts a tombstone for each secret of each selected token. Raw: INSERT … SELECT of a UNION ALL. */
export function insertTombstones(by: RevokedBy, at: number, where: SQL | undefined): Statement {
  return sql`INSERT OR IGNORE INTO tombstone_due (token_id, hash, revoked_at, by)
    SELECT id, hash, ${at}, ${by} FROM token WHERE ${where}
    UNION ALL SELECT id, hash_earlier, ${at}, ${by} FROM token WHERE ${where} AND hash_earlier IS NOT NULL`;
}

const MOST_NAMED_IN_MAIL = 20;

/**
 * Queues mail for the owners; service users have no address and get none. It reads the tokens once, however many owners
 * there are. Raw: a window, and json_group_array.
 */
export function notifyOwners(
  notify: NonNullable<Ending["notify"]>,
  at: number,
  where: SQL | undefined,
): Statement {
  const named = sql`json_group_array(json_object('name', ended.name, 'prefix', ${`${notify.tokenPrefix}_`} || ended.id,
      'purpose', ended.purpose) ORDER BY ended.nth) FILTER (WHERE ended.kind = 'api' AND ended.nth <= ${MOST_NAMED_IN_MAIL})`;
  return sql`INSERT INTO outbox (id, recipient, notice, organization_id, created_at, next_attempt_at)
    SELECT ${randomId("out_")}, ${user.email}, json_object('kind', 'tokens-revoked',
      'organization', ${notify.organization}, 'administrator', ${notify.administrator},
      'sessions', sum(ended.kind = 'session'), 'apiTokens', sum(ended.kind = 'api'), 'named', ${named}),
      ended.organization_id, ${at}, ${at}
    FROM (SELECT id, name, purpose, kind, user_id, organization_id,
          row_number() OVER (PARTITION BY organization_id, user_id, kind ORDER BY created_at DESC) AS nth
        FROM token WHERE ${where}) AS ended
      JOIN user ON ${user.id} = ended.user_id
    WHERE ${user.email} IS NOT NULL
    GROUP BY ended.organization_id, ended.user_id`;
}
