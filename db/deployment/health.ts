import { count, desc, isNull, min, sql } from "drizzle-orm";
import { build } from "../connect.ts";
import { named } from "../operators.ts";
import { cronRun } from "../tables/cron-run.ts";
import { databaseRestore } from "../tables/database-restore.ts";
import { organizationTally as tally } from "../tables/organization-tally.ts";
import { tombstoneDue } from "../tables/tombstone-due.ts";

/** When each Cron expression ran last, latest first. */
export function runsOfCron() {
  const { cron, at, failedAt, failedJob: job } = cronRun;
  return build.select(named({ cron, at, failedAt, job })).from(cronRun).orderBy(desc(at));
}

/** How many organizations, members and tokens there are. */
export function tallyOfAll() {
  const members = sql`coalesce(sum(${tally.members}), 0)`;
  const tokens = sql`coalesce(sum(${tally.tokens}), 0)`;
  return build.select(named({ organizations: count(), members, tokens })).from(tally);
}

/** How many tombstones KV has not confirmed, and the oldest. */
export function tombstonesDue() {
  return build.select(named({ n: count(), oldest: min(tombstoneDue.revokedAt) })).from(tombstoneDue);
}

/** A restore that is not mended yet. */
export function openRestore() {
  return build
    .select(named({ noticedAt: databaseRestore.noticedAt }))
    .from(databaseRestore)
    .where(isNull(databaseRestore.mendedAt));
}
