import type { Database } from "../../db/connect.ts";
import { gather } from "../../db/uses/gather.ts";
import { recordUses } from "../../db/uses/rows.ts";
import type { TokenUse } from "../../db/uses/token-use.ts";
import { type Counter, keyOf, sumOf } from "../domain/usage/counter.ts";
import { Lately } from "./lately.ts";
import { after, atMost } from "./pace.ts";
import { type Pause, pause, Waiting } from "./waiting.ts";

/** How long later uses are gathered before they are written together. */
export const GATHERING_MS = 20_000;

/** The first use of a token at rest is written at once; under load, many of them in one transaction. */
const AT_REST = { burst: 1, everyMs: 250 };

/**
 * The first use in a while of a token in use is written a moment later, so that its count is in the same row, and
 * after the first use of a token at rest, which puts it on a sheet. Under load, many of them share a row.
 */
const IN_USE = { burst: 10, everyMs: 5_000, leastMs: 300 };

export type GatheringGround = {
  database: Database;
  defer: (work: Promise<unknown>) => void;
  now: () => number;
};

type Use = TokenUse & { inUse: boolean };

/** What waits of one token. */
type OfToken = { use: Use | null; counters: Map<string, Counter> };

/**
 * What tokens were last used for, and how often, without a write per request: the first in a while is written at once
 * (a moment later under load), what follows is gathered. Sessions, and tokens that were at rest, are written in their
 * own rows; tokens in use share one, with their counts. One per isolate; no request awaits it.
 */
export class Gathering {
  readonly #used = new Lately(GATHERING_MS);
  readonly #counted = new Lately(GATHERING_MS);
  readonly #atRest: Waiting<OfToken>;
  readonly #inUse: Waiting<OfToken>;
  readonly #later: Waiting<OfToken>;

  constructor(wait: Pause = pause) {
    this.#atRest = new Waiting(atMost(AT_REST.burst, AT_REST.everyMs), wait);
    this.#inUse = new Waiting(atMost(IN_USE.burst, IN_USE.everyMs, IN_USE.leastMs), wait);
    this.#later = new Waiting(after(GATHERING_MS), wait);
  }

  use(ground: GatheringGround, use: Use): void {
    const first = use.inUse ? this.#inUse : this.#atRest;
    const isFirst = first.has(use.id) || !this.#used.has(use.id, use.at);
    this.#used.note(use.id, use.at);
    const later = this.#later.get(use.id);
    if (isFirst && later) later.use = null;
    waitingIn(isFirst ? first : this.#later, use.id).use = use;
    this.#write(ground, use.at);
  }

  count(ground: GatheringGround, counters: readonly Counter[]): void {
    for (const counter of counters) {
      const { tokenId, lastAt } = counter;
      const isFirst = this.#inUse.has(tokenId) || !this.#counted.has(tokenId, lastAt);
      addTo(isFirst ? this.#inUse : this.#later, counter);
    }
    for (const { tokenId, lastAt } of counters) this.#counted.note(tokenId, lastAt);
    this.#write(ground, ground.now());
  }

  /** All of them: what D1 did not take must not wait for another use of its own token. */
  #write(ground: GatheringGround, now: number): void {
    for (const waiting of [this.#atRest, this.#inUse, this.#later]) {
      const writing = waiting.write(now, (tokens) => this.#send(ground, tokens));
      if (writing) ground.defer(writing);
    }
  }

  async #send({ database }: GatheringGround, tokens: readonly OfToken[]): Promise<void> {
    const uses = tokens.flatMap(({ use }) => use ?? []);
    const own = uses.filter(({ inUse }) => !inUse);
    const shared = uses.filter(({ inUse }) => inUse);
    const counters = tokens.flatMap((token) => [...token.counters.values()]);
    const written = await Promise.allSettled([
      own.length > 0 && this.#record(database, own),
      gather(database, { uses: shared, counters }, (untaken) => {
        for (const use of untaken.uses) this.#keep({ ...use, inUse: true });
        for (const counter of untaken.counters) addTo(this.#later, counter);
      }),
    ]);
    for (const outcome of written) if (outcome.status === "rejected") throw outcome.reason;
  }

  async #record(database: Database, uses: readonly Use[]): Promise<void> {
    try {
      await recordUses(database, uses);
    } catch (error) {
      for (const use of uses) this.#keep(use);
      throw error;
    }
  }

  /** Gathers again what D1 did not take, unless there is a later use by now. */
  #keep(use: Use): void {
    waitingIn(this.#later, use.id).use ??= use;
  }
}

function waitingIn(queue: Waiting<OfToken>, id: string): OfToken {
  let token = queue.get(id);
  if (!token) {
    token = { use: null, counters: new Map() };
    queue.set(id, token);
  }
  return token;
}

function addTo(queue: Waiting<OfToken>, counter: Counter): void {
  const { counters } = waitingIn(queue, counter.tokenId);
  const key = keyOf(counter);
  counters.set(key, sumOf(counter, counters.get(key)));
}
