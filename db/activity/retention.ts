import { type Database, prepare } from "../connect.ts";
import { activityRetention } from "../tables/activity-retention.ts";
import { forgetSomeClients, removeSome } from "./sql.ts";

/** From then on activity from before this instant (ms UTC) may be removed; null for none. */
export async function keepActivityFrom(database: Database, from: number | null): Promise<void> {
  if (from === null) await database.delete(activityRetention);
  else
    await database
      .insert(activityRetention)
      .values({ id: 1, before: from })
      .onConflictDoUpdate({ target: activityRetention.id, set: { before: from } });
}

/** Removes at most so much of what may go, and returns how much. */
export async function removeActivity(database: Database, before: number, atMost: number): Promise<number> {
  const { meta } = await prepare(database, removeSome(before, atMost)).run();
  return meta.changes;
}

/** Forgets from where and with what somebody signed in, or tried to, so long ago; of at most so many, and returns how many. */
export async function forgetClientsBefore(
  database: Database,
  before: number,
  atMost: number,
): Promise<number> {
  const { meta } = await prepare(database, forgetSomeClients(before, atMost)).run();
  return meta.changes;
}
