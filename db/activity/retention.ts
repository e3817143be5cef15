import { type Database, prepare } from "../connect.ts";
import { activityRetention } from "../tables/activity-retention.ts";
import { forgetSomeClients, removeSome } from "./sql.ts";

/** Allows the removal of activity before this instant (ms UTC); null allows none. */
export async function keepActivityFrom(database: Database, from: number | null): Promise<void> {
  if (from === null) await database.delete(activityRetention);
  else
    await database
      .insert(activityRetention)
      .values({ id: 1, before: from })
      .onConflictDoUpdate({ target: activityRetention.id, set: { before: from } });
}

/** Removes at most `atMost` of the activity that may be removed, and returns how many. */
export async function removeActivity(database: Database, before: number, atMost: number): Promise<number> {
  const { meta } = await prepare(database, removeSome(before, atMost)).run();
  return meta.changes;
}

/** Forgets the client (address and browser) of old sign-ins and tries, at most `atMost`; returns how many. */
export async function forgetClientsBefore(
  database: Database,
  before: number,
  atMost: number,
): Promise<number> {
  const { meta } = await prepare(database, forgetSomeClients(before, atMost)).run();
  return meta.changes;
}
