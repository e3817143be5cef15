import type { Database } from "../../db/connect.ts";
import { recordUses, type TokenUse } from "../../db/uses/rows.ts";
import { gatherUses } from "../../db/uses/sheets.ts";
import type { LastUse } from "../domain/tokens/last-use.ts";
import { Lately } from "./lately.ts";
import { after, atMost } from "./pace.ts";
import { type Pause, pause, Waiting } from "./waiting.ts";

/** How long later uses are gathered before they are written together. */
export const GATHERING_MS = 20_000;

/** The first use of a token at rest is written at once; under load, many of them in one transaction. */
const AT_REST = { burst: 1, everyMs: 250 };

/** The first use in a while of a token in use is written at once; under load, many of them in one row. */
const IN_USE = { burst: 10, everyMs: 5_000 };

type Ground = {
  database: Database;
  defer: (work: Promise<unknown>) => void;
  now: () => number;
};

type WaitingUse = TokenUse & { inUse: boolean };

/**
 * Records when and for what tokens were last used, without a write per request. The first use in a while is written
 * at once (a moment later under load); later uses are gathered. Sessions, and tokens that were at rest, are written
 * in their own row; tokens in use share one. One per isolate; no request awaits it.
 */
export class UseRecorder {
  readonly #written = new Lately(GATHERING_MS);
  readonly #atRest: Waiting<WaitingUse>;
  readonly #inUse: Waiting<WaitingUse>;
  readonly #later: Waiting<WaitingUse>;

  constructor(wait: Pause = pause) {
    this.#atRest = new Waiting(atMost(AT_REST.burst, AT_REST.everyMs), wait);
    this.#inUse = new Waiting(atMost(IN_USE.burst, IN_USE.everyMs), wait);
    this.#later = new Waiting(after(GATHERING_MS), wait);
  }

  record(ground: Ground, { id, inUse }: { id: string; inUse: boolean }, use: LastUse): void {
    const at = ground.now();
    const first = inUse ? this.#inUse : this.#atRest;
    const isFirst = first.has(id) || !this.#written.has(id, at);
    if (isFirst) {
      this.#written.note(id, at);
      this.#later.delete(id);
    }
    (isFirst ? first : this.#later).set(id, { id, at, use, inUse });
    // All of them: uses that D1 did not take must not wait for another use of their own token.
    for (const waiting of [this.#atRest, this.#inUse, this.#later]) {
      const writing = waiting.write(at, (uses) => this.#write(ground, uses));
      if (writing) ground.defer(writing);
    }
  }

  async #write(ground: Ground, uses: WaitingUse[]): Promise<void> {
    const now = ground.now();
    for (const { id } of uses) this.#written.note(id, now);
    const shared = uses.filter(({ inUse }) => inUse);
    const own = uses.filter(({ inUse }) => !inUse);
    const written = await Promise.allSettled([
      this.#orKeep(own, () => recordUses(ground.database, own)),
      this.#orKeep(shared, () => gatherUses(ground.database, shared)),
    ]);
    for (const outcome of written) if (outcome.status === "rejected") throw outcome.reason;
  }

  /** Gathers again what D1 did not take, unless there is a later use by now. */
  async #orKeep(uses: WaitingUse[], write: () => Promise<void>): Promise<void> {
    if (uses.length === 0) return;
    try {
      await write();
    } catch (error) {
      for (const use of uses) if (!this.#later.has(use.id)) this.#later.set(use.id, use);
      throw error;
    }
  }
}
