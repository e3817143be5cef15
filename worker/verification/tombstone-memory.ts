import { LimitedMap } from "../domain/limited-map.ts";
import type { Tombstone } from "../domain/revocation.ts";

/** What this isolate knows of one presented token. */
export type Recollection = {
  /** When KV was last asked (ms UTC); if it never was, so long ago that it is asked now. */
  askedAt: number;
  tombstone: Tombstone | null;
  /** D1 had no such token when KV was last asked. */
  missing: boolean;
};

const MOST_RECOLLECTIONS = 20_000;

/**
 * The refusals that this isolate remembers. Bounded, oldest dropped first. Forgetting is harmless: nothing in it
 * makes a token valid.
 */
export class TombstoneMemory extends LimitedMap<string, Recollection> {
  constructor() {
    super(MOST_RECOLLECTIONS);
  }
}
