import type { D1Result } from "@cloudflare/workers-types";
import { type SQL, sql } from "drizzle-orm";
import type { Activity } from "../worker/domain/activity/actions.ts";
import type { Mail } from "../worker/domain/notices.ts";
import { batch, type Database, type Statement } from "./connect.ts";
import { randomId } from "./random-id.ts";

/** Something that never came to pass is not recorded: each statement writes only if the one before it did. */
const ONLY_IF_CHANGED = sql`WHERE changes() > 0`;

type Commit = {
  /** What the change stands on, such as the user of a membership; harmless where the change then fails. */
  before?: readonly Statement[];
  /** Decides: where it changes no row, nothing else is written. */
  change: Statement;
  /** No change without its activity. */
  activity: readonly [Activity, ...Activity[]];
  mail?: readonly Mail[];
  /** What follows from the change, in the same transaction; says itself what it applies to. */
  consequences?: readonly Statement[];
};

/** A change, its activity and its mail as one batch (contract §5.4). Returns the change's own result. */
export async function commit<Row = Record<string, unknown>>(
  database: Database,
  { before = [], change, activity, mail = [], consequences = [] }: Commit,
): Promise<D1Result<Row>> {
  const at = activity[0].at;
  const results = await batch<Row>(database, [
    ...before,
    change,
    ...activity.map((entry) => sql`${recordActivity(entry)} ${ONLY_IF_CHANGED}`),
    ...mail.map((due) => sql`${insertMail(due, at)} ${ONLY_IF_CHANGED}`),
    ...consequences,
  ]);
  return results[before.length] as D1Result<Row>;
}

/** Activity that no change belongs to, such as a refused sign-in. */
export async function record(database: Database, activity: readonly Activity[]): Promise<void> {
  if (activity.length > 0) await batch(database, activity.map(recordActivity));
}

/** The statement that appends an activity. */
export function recordActivity(entry: Activity): SQL {
  return sql`INSERT INTO activity
    (id, organization_id, actor_user_id, actor_name, subject_user_id, subject_name, action, token_id, token_name, detail, at)
    SELECT ${randomId("act_")}, ${entry.organizationId}, ${entry.actor?.id ?? null}, ${entry.actor?.name ?? null},
      ${entry.subject?.id ?? null}, ${entry.subject?.name ?? null}, ${entry.action},
      ${entry.token?.id ?? null}, ${entry.token?.name ?? null}, ${JSON.stringify(entry.detail)}, ${entry.at}`;
}

/** Appends an activity where `condition` holds at that moment of the batch. */
export function recordActivityIf(entry: Activity, condition: SQL): SQL {
  return sql`${recordActivity(entry)} WHERE ${condition}`;
}

function insertMail({ recipient, notice }: Mail, at: number): SQL {
  return sql`INSERT INTO outbox (id, recipient, notice, created_at, next_attempt_at)
    SELECT ${randomId("out_")}, ${recipient}, ${JSON.stringify(notice)}, ${at}, ${at}`;
}
