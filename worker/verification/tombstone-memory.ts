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
export class TombstoneMemory {
  readonly #recollections = new Map<string, Recollection>();

  get(key: string): Recollection | undefined {
    return this.#recollections.get(key);
  }

  set(key: string, recollection: Recollection): void {
    this.#recollections.delete(key);
    this.#recollections.set(key, recollection);
    if (this.#recollections.size > MOST_RECOLLECTIONS) {
      this.#recollections.delete(this.#recollections.keys().next().value as string);
    }
  }
}
