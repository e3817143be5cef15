import { LimitedMap } from "../domain/limited-map.ts";
import type { Tombstone } from "../domain/revocation.ts";

/** What this isolate knows of one presented token. */
export type Recollection = {
  /** When KV was last asked (ms UTC); so long ago that it is asked again if it never was. */
  askedAt: number;
  tombstone: Tombstone | null;
  /** D1 had no such token when KV was last asked. */
  missing: boolean;
};

const MOST_RECOLLECTIONS = 20_000;

/**
 * The isolate's own memory of refusals, bounded, the longest known forgotten first. Forgetting is
 * harmless: nothing in it makes a token valid.
 */
export class TombstoneMemory extends LimitedMap<string, Recollection> {
  constructor() {
    super(MOST_RECOLLECTIONS);
  }
}
