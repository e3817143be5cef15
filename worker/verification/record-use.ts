import type { Database } from "../../db/connect.ts";
import { recordUses } from "../../db/token-uses.ts";
import type { LastUse } from "../domain/tokens/last-use.ts";

/** Later uses are gathered for so long before they are written together. */
const GATHERING_MS = 20_000;

/** First uses are written at once, and no more often than this: under load, many of them in one transaction. */
const FIRST_TOGETHER_MS = 250;

/** What a request began and did not end (its Worker was stopped) is taken over by the next use after so long. */
const OVERDUE_MS = 2_000;

type Used = { at: number; use: LastUse };
type Ground = { database: Database; defer: (work: Promise<unknown>) => void; now: () => number };

/**
 * When and for what tokens were last used, without a write a request: the first use of a token is
 * written at once, or under load with others a moment later; later ones of all tokens are gathered.
 * One for each isolate; never awaited by a request.
 */
export class UseRecorder {
  readonly #writtenAt = new Map<string, number>();
  readonly #first = new Map<string, Used>();
  readonly #later = new Map<string, Used>();
  #writingSince: number | null = null;
  #firstWrittenAt = 0;
  #gatheringSince: number | null = null;

  record(ground: Ground, id: string, use: LastUse): void {
    const at = ground.now();
    const writtenAt = this.#writtenAt.get(id);
    if (writtenAt === undefined || at - writtenAt >= GATHERING_MS) {
      this.#writtenAt.set(id, at);
      this.#later.delete(id);
      this.#first.set(id, { at, use });
      if (isOver(this.#writingSince, OVERDUE_MS, at)) ground.defer(this.#writeFirst(ground));
    } else {
      this.#later.set(id, { at, use });
    }
    // Also at a first use: what D1 did not take before must not wait for a token that is in constant use.
    if (this.#later.size === 0) return;
    if (isOver(this.#gatheringSince, GATHERING_MS + OVERDUE_MS, at)) ground.defer(this.#writeLater(ground));
  }

  async #writeFirst(ground: Ground): Promise<void> {
    const since = ground.now();
    this.#writingSince = since;
    try {
      while (this.#first.size > 0) {
        const restMs = this.#firstWrittenAt + FIRST_TOGETHER_MS - ground.now();
        if (restMs > 0) await new Promise((resolve) => setTimeout(resolve, restMs));
        // Who has taken over goes on with it.
        if (this.#writingSince !== since) return;
        this.#firstWrittenAt = ground.now();
        await this.#write(ground, this.#first);
      }
    } finally {
      if (this.#writingSince === since) this.#writingSince = null;
    }
  }

  async #writeLater(ground: Ground): Promise<void> {
    const takenOver = this.#gatheringSince !== null;
    const since = ground.now();
    this.#gatheringSince = since;
    if (!takenOver) await new Promise((resolve) => setTimeout(resolve, GATHERING_MS));
    if (this.#gatheringSince !== since) return;
    this.#gatheringSince = null;
    const now = ground.now();
    for (const [id, writtenAt] of this.#writtenAt) {
      if (now - writtenAt >= GATHERING_MS) this.#writtenAt.delete(id);
    }
    for (const id of this.#later.keys()) this.#writtenAt.set(id, now);
    if (this.#later.size > 0) await this.#write(ground, this.#later);
  }

  /** What D1 did not take is gathered again, unless a later use has come in between. */
  async #write(ground: Ground, from: Map<string, Used>): Promise<void> {
    const uses = [...from];
    from.clear();
    try {
      await recordUses(
        ground.database,
        uses.map(([id, used]) => ({ id, ...used })),
      );
    } catch (error) {
      for (const [id, used] of uses) if (!this.#later.has(id)) this.#later.set(id, used);
      throw error;
    }
  }
}

/** Nothing is under way, or it has been for longer than it can take. */
function isOver(since: number | null, longestMs: number, now: number): boolean {
  return since === null || now - since >= longestMs;
}
