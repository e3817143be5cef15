import type { D1Database } from "@cloudflare/workers-types";
import { convertV4MiniflareOptions, Miniflare } from "miniflare";
import { overBinding } from "../../worker/commands/d1/binding.ts";
import { migrate, migrationNames } from "../../worker/commands/d1/migrations.ts";
import { asDeployed } from "../bench/subject.ts";
import { type Answered, ask, type Caller, type Door, insertCaller, newCaller } from "./traffic.ts";

/** Two Workers on one database, as in a deployment during a rollout. */
async function startBoth(before: string, now: string) {
  const miniflare = new Miniflare(
    convertV4MiniflareOptions({
      workers: [asDeployed("before", before, 0), asDeployed("now", now, 0)],
      handleStructuredLogs: () => {},
    }),
  );
  const doorOf = async (name: string): Promise<Door> => {
    const { origin } = await miniflare.unsafeGetDirectURL(name);
    return { origin, fetch: (path, init) => fetch(origin + path, init) };
  };
  return {
    database: (await miniflare.getD1Database("DB", "now")) as unknown as D1Database,
    before: await doorOf("before"),
    now: await doorOf("now"),
    stop: () => miniflare.dispose(),
  };
}

/** Applies the migrations that a schema lacks, one after another, while callers ask without a pause. */
async function migrateUnderTraffic(
  database: D1Database,
  door: Door,
  callers: readonly Caller[],
  kinds?: string[],
): Promise<Answered[]> {
  const answered: Answered[] = [];
  let isMigrating = true;
  const asking = callers.map(async (caller) => {
    do answered.push(...(await ask(door, caller, kinds)));
    while (isMigrating);
    // The previous round began before the last migration was done.
    answered.push(...(await ask(door, caller, kinds)));
  });
  try {
    for (const name of migrationNames()) await migrate(overBinding(database), [name]);
  } finally {
    isMigrating = false;
  }
  await Promise.all(asking);
  return answered;
}

/** The kinds of requests that this Worker answered successfully. */
const wellOf = (answered: readonly Answered[]) =>
  answered.filter(({ status }) => status < 400).map(({ request }) => request);

const failuresOf = (answered: readonly Answered[]) => answered.filter(({ status }) => status >= 400);

/**
 * The previous Worker answers on its own schema, while that becomes the newest, and on the newest. Then the present
 * Worker answers: every request succeeds from the first one on.
 */
export async function upgrade(
  schema: number,
  before: string,
  now: string,
): Promise<{ kinds: string[]; asked: number; failures: Answered[] }> {
  const both = await startBoth(before, now);
  try {
    await migrate(overBinding(both.database), migrationNames().slice(0, schema));
    const callers = await Promise.all(
      ["ada", "bo"].map((name) => insertCaller(both.database, newCaller(name))),
    );
    const kinds = wellOf(await ask(both.before, callers[0] as Caller));
    const during = await migrateUnderTraffic(both.database, both.before, callers, kinds);
    const after = await ask(both.now, callers[1] as Caller);
    return { kinds, asked: during.length + after.length, failures: failuresOf([...during, ...after]) };
  } finally {
    await both.stop();
  }
}
