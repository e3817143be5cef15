/** A check takes 16 MiB and blocks the isolate's only thread; other work has to get in between. */
const MOST_AT_ONCE = 2;
const MOST_WAITING = 20;

const LOOK_AGAIN_MS = 10;

/** A cancelled request gives no sign of it, so its place expires. */
const GIVEN_UP_AFTER_MS = 10_000;

type Place = { state: "arriving" | "waiting" | "at work"; seenAt: number };

/** A place in the queue. `turn` resolves when its holder may work; the holder always has to call `leave`. */
export type PlaceInLine = { turn: () => Promise<void>; leave: () => void };

/**
 * The queue for password hashing in an isolate: two at once, twenty waiting, in order of arrival. Each checks its own
 * turn, so none depends on the request before it to finish properly.
 */
export class PasswordLine {
  readonly #places = new Set<Place>();

  /** Null if the queue is full. `now`: a clock, ms UTC. */
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
