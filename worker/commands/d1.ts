import type { CommandDatabase } from "./d1/command-database.ts";
import { QUIET_AND_OFFLINE } from "./dev/quiet.ts";

/** The account's database, or the one of `npm run dev`. */
async function commandDatabase(remote: boolean): Promise<CommandDatabase> {
  // Wrangler takes a while to load: who mistyped something is told before.
  if (remote) return (await import("./d1/remote.ts")).remoteDatabase();
  Object.assign(process.env, QUIET_AND_OFFLINE);
  return (await import("./d1/local.ts")).localDatabase();
}

/** Does the work and lets go of the database; what goes wrong is one sentence for whoever typed it. */
export async function withDatabase(
  remote: boolean,
  work: (database: CommandDatabase) => Promise<string>,
): Promise<void> {
  try {
    const database = await commandDatabase(remote);
    const words = await work(database).finally(() => database.close());
    console.log(words);
  } catch (error) {
    giveUp(error instanceof Error ? error.message : String(error));
  }
}

export function giveUp(sentence: string): never {
  console.error(sentence);
  process.exit(1);
}
