import { UseRecorder } from "../verification/record-use.ts";
import { TombstoneMemory } from "../verification/tombstone-memory.ts";

/** What one isolate keeps between requests. Any of it may be lost at any time without harm. */
export type Isolate = { tombstoneMemory: TombstoneMemory; uses: UseRecorder };

export function newIsolate(): Isolate {
  return { tombstoneMemory: new TombstoneMemory(), uses: new UseRecorder() };
}
