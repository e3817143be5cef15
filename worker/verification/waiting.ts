import type { Pace } from "./pace.ts";

/** What a request began and did not end (its Worker was stopped) is taken over by a later use after so long. */
const OVERDUE_MS = 2_000;

/** So long a write waits for the one before it. */
const SLOW_MS = 1_000;

export type Pause = (ms: number) => Promise<void>;

/** What waits to be written together, one item a key. */
export class Waiting<Item> {
  readonly #pace: Pace;
  readonly #pause: Pause;
  readonly #items = new Map<string, Item>();
  /** Since when somebody is about to write (ms UTC). */
  #since: number | null = null;
  #underWay: Promise<void> | null = null;

  constructor(pace: Pace, pause: Pause) {
    this.#pace = pace;
    this.#pause = pause;
  }

  has(key: string): boolean {
    return this.#items.has(key);
  }

  get(key: string): Item | undefined {
    return this.#items.get(key);
  }

  set(key: string, item: Item): void {
    this.#items.set(key, item);
  }

  delete(key: string): void {
    this.#items.delete(key);
  }

  /**
   * Writes what waits, once it may be. Null where nothing waits, or where somebody is at it: who has been for longer
   * than it can take is done for, and taken over from.
   */
  write(now: number, write: (items: Item[]) => Promise<void>): Promise<void> | null {
    if (this.#items.size === 0) return null;
    const takesOver = this.#since !== null;
    if (this.#since !== null && now - this.#since < this.#pace.longestMs + OVERDUE_MS) return null;
    return this.#writeAfter(takesOver ? 0 : this.#pace.waitMs(now), now, write);
  }

  async #writeAfter(waitMs: number, now: number, write: (items: Item[]) => Promise<void>): Promise<void> {
    this.#since = now;
    if (waitMs > 0) await this.#pause(waitMs);
    // Where D1 is slow, what comes meanwhile goes with the next write, in the place of one of its own.
    if (this.#underWay) await Promise.race([this.#underWay, this.#pause(SLOW_MS)]);
    // Who has taken over has written it.
    if (this.#since !== now) return;
    this.#since = null;
    const items = [...this.#items.values()];
    this.#items.clear();
    const writing = write(items);
    const underWay = writing
      .catch(() => undefined)
      .finally(() => {
        if (this.#underWay === underWay) this.#underWay = null;
      });
    this.#underWay = underWay;
    await writing;
  }
}

export function pause(ms: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, ms));
}
