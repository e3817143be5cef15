import { accessSync, constants, mkdirSync } from "node:fs";
import { join } from "node:path";
import { DatabaseSync } from "node:sqlite";

/**
 * Makes this process the only one on the state, or returns a sentence on why it is not. Every command that opens a
 * local database takes this lock first: two writers break each other. SQLite's lock is the kernel's and ends with the
 * process, however that ends, so there is no stale lock file to remove.
 */
export function holdState(state: string): string | undefined {
  try {
    mkdirSync(state, { recursive: true });
    accessSync(state, constants.W_OK);
    const lock = lockIn(state);
    if (!lock) return `${state} is in use by another command of Latchkey. ${TO_DO}`;
    // Keeps the connection as long as the process lives: garbage collection would release the lock.
    process.on("exit", () => lock.close());
  } catch (error) {
    return `LATCHKEY_STATE must be a folder that can be written to: ${error instanceof Error ? error.message : error}`;
  }
}

const TO_DO =
  "End that one (`npm run dev`, or what runs beside it), or choose another folder with LATCHKEY_STATE.";

function lockIn(state: string): DatabaseSync | undefined {
  const lock = new DatabaseSync(join(state, "in-use.sqlite"));
  try {
    lock.exec("PRAGMA locking_mode = EXCLUSIVE; BEGIN EXCLUSIVE");
    return lock;
  } catch (error) {
    lock.close();
    if (error instanceof Error && "errcode" in error && error.errcode === SQLITE_BUSY) return undefined;
    throw error;
  }
}

const SQLITE_BUSY = 5;
