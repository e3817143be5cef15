import { UseRecorder } from "../verification/record-use.ts";
import { TombstoneMemory } from "../verification/tombstone-memory.ts";
import { FailedCallers } from "./failed-callers.ts";

/** What one isolate keeps between requests. Any of it may be lost at any time without harm. */
export type Isolate = { tombstoneMemory: TombstoneMemory; uses: UseRecorder; failedCallers: FailedCallers };

export function newIsolate(): Isolate {
  return {
    tombstoneMemory: new TombstoneMemory(),
    uses: new UseRecorder(),
    failedCallers: new FailedCallers(),
  };
}
