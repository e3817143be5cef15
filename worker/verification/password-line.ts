/** Each takes 16 MiB, and the isolate's only thread for a while: others are to get in between. */
const MOST_AT_ONCE = 2;
const MOST_WAITING = 20;

const LOOK_AGAIN_MS = 10;

/** A request that was ended says nothing any more: its place is given up. */
const GIVEN_UP_AFTER_MS = 10_000;

type Place = { state: "arriving" | "waiting" | "at work"; seenAt: number };

/** A place in the line. `turn` resolves when its holder may work; `leave` is owed in any case. */
export type PlaceInLine = { turn: () => Promise<void>; leave: () => void };

/**
 * Where an isolate's work on passwords waits: two at once, twenty behind them, in the order in which they came. Each
 * looks for itself whether it is its turn: nobody depends on what the request before it does at its end.
 */
export class PasswordLine {
  readonly #places = new Set<Place>();

  /** Null where the line is full. `now`: a clock, ms UTC. */
  join(now: () => number): PlaceInLine | null {
    for (const place of this.#places) {
      if (now() - place.seenAt > GIVEN_UP_AFTER_MS) this.#places.delete(place);
    }
    if (this.#places.size >= MOST_AT_ONCE + MOST_WAITING) return null;
    const place: Place = { state: "arriving", seenAt: now() };
    this.#places.add(place);
    return {
      turn: async () => {
        place.state = "waiting";
        while (!this.#isTurnOf(place)) {
          await new Promise((resolve) => setTimeout(resolve, LOOK_AGAIN_MS));
          place.seenAt = now();
        }
        place.state = "at work";
      },
      leave: () => void this.#places.delete(place),
    };
  }

  #isTurnOf(place: Place): boolean {
    const places = [...this.#places];
    const atWork = places.filter(({ state }) => state === "at work").length;
    return atWork < MOST_AT_ONCE && places.find(({ state }) => state === "waiting") === place;
  }
}
