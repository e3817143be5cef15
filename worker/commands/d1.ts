import { localDatabase } from "./d1/local.ts";
import { remoteDatabase } from "./d1/remote.ts";

/** The database that a command works on. */
export interface CommandDatabase {
  migrate(): Promise<void>;
  /** The rows of the last of these statements, which are one transaction. */
  query<Row>(sql: string): Promise<Row[]>;
  runFile(path: string): Promise<void>;
  close(): Promise<void>;
}

/** The account's database, or the one of `npm run dev`. */
export function commandDatabase(remote: boolean): Promise<CommandDatabase> {
  return remote ? remoteDatabase() : localDatabase();
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
