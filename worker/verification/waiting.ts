import type { Pace } from "./pace.ts";

/** After this long, a later use takes over a write that a stopped request left unfinished. */
const OVERDUE_MS = 2_000;

/** How long a write waits for the one before it. */
const SLOW_MS = 1_000;

export type Pause = (ms: number) => Promise<void>;

/** Items that wait to be written together, one per key. */
export class Waiting<Item> {
  readonly #pace: Pace;
  readonly #pause: Pause;
  readonly #items = new Map<string, Item>();
  /** Since when a write is planned (ms UTC). */
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

  /**
   * Writes what waits, as soon as it may. Null if nothing waits or a write is planned. One that is overdue is taken
   * over.
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
    // If D1 is slow, what arrives meanwhile goes into the next write.
    if (this.#underWay) await Promise.race([this.#underWay, this.#pause(SLOW_MS)]);
    // The write that took over has written it.
    if (this.#since !== now) return;
    this.#since = null;
    const items = [...this.#items.values()];
    this.#items.clear();
    this.#pace.wrote(now + waitMs, items.length);
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
