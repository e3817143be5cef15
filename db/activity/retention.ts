import { sql } from "drizzle-orm";
import { type Database, prepare } from "../connect.ts";

/** From then on activity from before this instant (ms UTC) may be removed; null for none. */
export async function keepActivityFrom(database: Database, from: number | null): Promise<void> {
  const kept =
    from === null
      ? sql`DELETE FROM activity_retention`
      : sql`INSERT INTO activity_retention (id, before) VALUES (1, ${from})
          ON CONFLICT (id) DO UPDATE SET before = excluded.before`;
  await prepare(database, kept).run();
}

/** Removes at most so much of what may go, and returns how much. */
export async function removeActivity(database: Database, before: number, atMost: number): Promise<number> {
  const { meta } = await prepare(
    database,
    sql`DELETE FROM activity WHERE rowid IN (SELECT old.rowid FROM organization CROSS JOIN activity AS old
      ON old.organization_id = organization.id AND old.at < ${before} LIMIT ${atMost})`,
  ).run();
  return meta.changes;
}

/** Forgets from where and with what somebody signed in, or tried to, so long ago; of at most so many, and returns how many. */
export async function forgetClientsBefore(
  database: Database,
  before: number,
  atMost: number,
): Promise<number> {
  const { meta } = await prepare(
    database,
    sql`UPDATE activity SET detail = json_remove(detail, '$.clientAddress', '$.userAgent')
      WHERE rowid IN (SELECT rowid FROM activity INDEXED BY activity_with_client
        WHERE at < ${before} AND json_extract(detail, '$.clientAddress') IS NOT NULL LIMIT ${atMost})`,
  ).run();
  return meta.changes;
}
