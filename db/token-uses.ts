import { type SQL, sql } from "drizzle-orm";
import type { LastUse } from "../worker/domain/tokens/last-use.ts";
import { batch, type Database, type Statement } from "./connect.ts";

export type TokenUse = { id: string; at: number; use: LastUse };

/**
 * Of several uses of one token the latest stays, whatever order the writes arrive in. The order that the
 * organization's list reads stays as it is: the token is marked, once, and moves when it comes to rest.
 */
export async function recordUses(database: Database, uses: readonly TokenUse[]): Promise<void> {
  await batch(database, [recordFirstUses(uses), record(listed(uses), sql``, sql``)]);
}

/** Writes uses of API tokens that are at rest, and marks them: they are in use from then on. */
export function recordFirstUses(uses: readonly TokenUse[]): Statement {
  return record(
    listed(uses),
    sql`, use_marked_at = used.at`,
    sql`AND kind = 'api' AND use_marked_at IS NULL`,
  );
}

/**
 * Writes the uses that `used` selects (id, at, method, path, earlier_at, earlier_usage) into the tokens' rows. Each
 * such statement names only the columns that it changes, and so touches only the indexes of those.
 */
export function record(used: SQL, further: SQL, where: SQL): Statement {
  return sql`UPDATE token SET last_used_at = used.at, last_used_method = used.method, last_used_path = used.path,
      earlier_used_at = coalesce(used.earlier_at, last_used_at, -1),
      earlier_usage = coalesce(used.earlier_usage, last_used_method || ' ' || last_used_path, '') ${further}
    FROM (${used}) AS used
    WHERE token.id = used.id AND (last_used_at IS NULL OR last_used_at < used.at) ${where}`;
}

function listed(uses: readonly TokenUse[]): SQL {
  return sql`SELECT value ->> 0 AS id, value ->> 1 AS at, value ->> 2 AS method, value ->> 3 AS path,
      NULL AS earlier_at, NULL AS earlier_usage
    FROM json_each(${JSON.stringify(uses.map(({ id, at, use }) => [id, at, use.method, use.path]))})`;
}
