import { LimitedMap } from "../domain/limited-map.ts";
import { MOST_ROUTES, OTHER } from "../domain/usage/counter.ts";

const MOST_TOKENS = 10_000;

type Label = { method: string; route: string };

/** The routes that an isolate tells apart per token and day; beyond the bound, `other`. */
export class RouteLabels {
  readonly #ofTokens = new LimitedMap<string, { day: number; seen: Set<string> }>(MOST_TOKENS);

  of(tokenId: string, day: number, label: Label): Label {
    const seen = this.#seen(tokenId, day);
    const key = `${label.method} ${label.route}`;
    if (seen.has(key)) return label;
    if (seen.size >= MOST_ROUTES) return OTHER;
    seen.add(key);
    return label;
  }

  #seen(tokenId: string, day: number): Set<string> {
    const known = this.#ofTokens.get(tokenId);
    if (known?.day === day) return known.seen;
    const seen = new Set<string>();
    this.#ofTokens.set(tokenId, { day, seen });
    return seen;
  }
}
