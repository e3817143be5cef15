import { LimitedMap } from "../domain/limited-map.ts";
import type { LastUse } from "../domain/tokens/last-use.ts";
import {
  ACCEPTED,
  type Counter,
  dayOf,
  hourOf,
  REVOKED,
  type UsageRefusal,
} from "../domain/usage/counter.ts";
import { routeOf } from "../domain/usage/route.ts";
import { Gathering, type GatheringGround as Ground } from "./gathering.ts";
import { RouteLabels } from "./route-labels.ts";

const MOST_PATHS = 2_000;

/** The request that a token was presented for; null if it is ambiguous. */
type Request = {
  use: LastUse | null;
  /** The endpoint, as the organization or the token names it: `GET /reports/{id}`. */
  endpoint?: string | null;
};

/**
 * Counts what tokens are used for and what their holders are refused, without a write per request: the counts of many
 * tokens are written together, beside their last uses.
 */
export class UsageRecorder {
  readonly #gathering: Gathering;
  readonly #labels = new RouteLabels();
  readonly #routes = new LimitedMap<string, string>(MOST_PATHS);

  constructor(gathering = new Gathering()) {
    this.#gathering = gathering;
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
    this.#gathering.count(
      ground,
      counts.map((count) => ({ tokenId, day, hour, ...label, ...count, lastAt })),
    );
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
}
