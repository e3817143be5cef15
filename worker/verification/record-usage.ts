import type { Database } from "../../db/connect.ts";
import { gatherCounts } from "../../db/usage/counts.ts";
import { LimitedMap } from "../domain/limited-map.ts";
import type { LastUse } from "../domain/tokens/last-use.ts";
import {
  ACCEPTED,
  type Counter,
  dayOf,
  hourOf,
  keyOf,
  REVOKED,
  sumOf,
  type UsageRefusal,
} from "../domain/usage/counter.ts";
import { routeOf } from "../domain/usage/route.ts";
import { Lately } from "./lately.ts";
import { after, atMost } from "./pace.ts";
import { GATHERING_MS } from "./record-use.ts";
import { RouteLabels } from "./route-labels.ts";
import { type Pause, pause, Waiting } from "./waiting.ts";

/** The first count of a token in a while is written at once; under load, many of them share a row. */
const FIRST = { burst: 10, everyMs: 5_000 };

const MOST_PATHS = 2_000;

type Ground = {
  database: Database;
  defer: (work: Promise<unknown>) => void;
  now: () => number;
};

/** The request that a token was presented for; null if it is ambiguous. */
type Request = {
  use: LastUse | null;
  /** The endpoint, as the organization or the token names it: `GET /reports/{id}`. */
  endpoint?: string | null;
};

/**
 * Counts what tokens are used for and what their holders are refused, without a write per request: the isolate
 * gathers the counts and writes those of many tokens together, beside their last uses. One per isolate; no request
 * awaits it.
 */
export class UsageRecorder {
  readonly #counted = new Lately(GATHERING_MS);
  readonly #first: Waiting<Counter>;
  readonly #later: Waiting<Counter>;
  readonly #labels = new RouteLabels();
  readonly #routes = new LimitedMap<string, string>(MOST_PATHS);

  constructor(wait: Pause = pause) {
    this.#first = new Waiting(atMost(FIRST.burst, FIRST.everyMs), wait);
    this.#later = new Waiting(after(GATHERING_MS), wait);
  }

  /** The request was let through. `permissions` are those that it needed and the token held. */
  accepted(ground: Ground, tokenId: string, request: Request, permissions: readonly string[] = []): void {
    const [first = "", ...others] = new Set(permissions);
    this.#count(ground, tokenId, request, [
      { permission: first, outcome: ACCEPTED, count: 1 },
      ...others.map((permission) => ({ permission, outcome: ACCEPTED, count: 0 })),
    ]);
  }

  /** The sender proved to hold the token, and was refused. */
  refused(ground: Ground, tokenId: string, request: Request, reason: UsageRefusal): void {
    this.#count(ground, tokenId, request, [{ permission: "", outcome: reason, count: 1 }]);
  }

  /** The token is revoked, and its holder still presents it. */
  tried(ground: Ground, tokenId: string, request: Request): void {
    this.#count(ground, tokenId, request, [{ permission: "", outcome: REVOKED, count: 1 }]);
  }

  #count(
    ground: Ground,
    tokenId: string,
    request: Request,
    counts: readonly Pick<Counter, "permission" | "outcome" | "count">[],
  ): void {
    const lastAt = ground.now();
    const [day, hour] = [dayOf(lastAt), hourOf(lastAt)];
    const label = this.#labels.of(tokenId, day, this.#label(request));
    const isFirst = !this.#counted.has(tokenId, lastAt);
    this.#counted.note(tokenId, lastAt);
    for (const count of counts)
      add(isFirst ? this.#first : this.#later, { tokenId, day, hour, ...label, ...count, lastAt });
    // Both: counts that D1 did not take must not wait for another use of their own token.
    for (const queue of [this.#first, this.#later]) {
      const writing = queue.write(lastAt, (counters) => this.#orKeep(ground, counters));
      if (writing) ground.defer(writing);
    }
  }

  #label({ use, endpoint }: Request): { method: string; route: string } {
    const [method = "", path] = endpoint?.split(" ", 2) ?? [];
    if (path !== undefined) return { method, route: path };
    return use ? { method: use.method, route: this.#routeOf(use.path) } : { method: "", route: "" };
  }

  #routeOf(path: string): string {
    let route = this.#routes.get(path);
    if (route === undefined) {
      route = routeOf(path);
      this.#routes.set(path, route);
    }
    return route;
  }

  /** Counts again what D1 did not take. */
  async #orKeep({ database }: Ground, counters: Counter[]): Promise<void> {
    try {
      await gatherCounts(database, counters);
    } catch (error) {
      for (const counter of counters) add(this.#later, counter);
      throw error;
    }
  }
}

function add(waiting: Waiting<Counter>, counter: Counter): void {
  const key = keyOf(counter);
  waiting.set(key, sumOf(counter, waiting.get(key)));
}
