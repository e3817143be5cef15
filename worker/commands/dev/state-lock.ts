import { join } from "node:path";
import { DatabaseSync } from "node:sqlite";

/**
 * Makes this process the only one on the state, or says that it is not. SQLite's lock is the
 * kernel's: it ends with the process, however that ends, so there is no stale lock file to remove.
 */
export function holdState(state: string): boolean {
  const lock = new DatabaseSync(join(state, "in-use.sqlite"));
  try {
    lock.exec("PRAGMA locking_mode = EXCLUSIVE; BEGIN EXCLUSIVE");
  } catch (error) {
    lock.close();
    if (error instanceof Error && "errcode" in error && error.errcode === SQLITE_BUSY) return false;
    throw error;
  }
  // Holds the connection for as long as the process lives: a collected one would give the lock away.
  process.on("exit", () => lock.close());
  return true;
}

const SQLITE_BUSY = 5;
