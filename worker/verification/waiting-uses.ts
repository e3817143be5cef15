import type { TokenUse } from "../../db/uses/rows.ts";
import type { Pace } from "./pace.ts";

/** What a request began and did not end (its Worker was stopped) is taken over by a later use after so long. */
const OVERDUE_MS = 2_000;

/** So long a write waits for the one before it. */
const SLOW_MS = 1_000;

export type WaitingUse = TokenUse & { inUse: boolean };

/** Uses that wait to be written together, of each token the latest. */
export class WaitingUses {
  readonly #pace: Pace;
  readonly #uses = new Map<string, WaitingUse>();
  /** Since when somebody is about to write (ms UTC). */
  #since: number | null = null;
  #underWay: Promise<void> | null = null;

  constructor(pace: Pace) {
    this.#pace = pace;
  }

  has(id: string): boolean {
    return this.#uses.has(id);
  }

  set(use: WaitingUse): void {
    this.#uses.set(use.id, use);
  }

  delete(id: string): void {
    this.#uses.delete(id);
  }

  /**
   * Writes what waits, once it may be. Null where nothing waits, or where somebody is at it: who has been for longer
   * than it can take is done for, and taken over from.
   */
  write(now: number, write: (uses: WaitingUse[]) => Promise<void>): Promise<void> | null {
    if (this.#uses.size === 0) return null;
    const takesOver = this.#since !== null;
    if (this.#since !== null && now - this.#since < this.#pace.longestMs + OVERDUE_MS) return null;
    return this.#writeAfter(takesOver ? 0 : this.#pace.waitMs(now), now, write);
  }

  async #writeAfter(
    waitMs: number,
    now: number,
    write: (uses: WaitingUse[]) => Promise<void>,
  ): Promise<void> {
    this.#since = now;
    if (waitMs > 0) await pause(waitMs);
    // Where D1 is slow, what comes meanwhile goes with the next write, in the place of one of its own.
    if (this.#underWay) await Promise.race([this.#underWay, pause(SLOW_MS)]);
    // Who has taken over has written it.
    if (this.#since !== now) return;
    this.#since = null;
    const uses = [...this.#uses.values()];
    this.#uses.clear();
    const writing = write(uses);
    const underWay = writing
      .catch(() => undefined)
      .finally(() => {
        if (this.#underWay === underWay) this.#underWay = null;
      });
    this.#underWay = underWay;
    await writing;
  }
}

function pause(ms: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, ms));
}
