/** How long a write that arrives now has to wait (ms), and the longest wait there is. */
export type Pace = { longestMs: number; waitMs: (now: number) => number };

/** A fixed wait: everything that arrives meanwhile is written together. */
export function after(ms: number): Pace {
  return { longestMs: ms, waitMs: () => ms };
}

/**
 * A token bucket (https://en.wikipedia.org/wiki/Generic_cell_rate_algorithm): `burst` writes at once, then one every
 * `everyMs`; the others queue.
 */
export function atMost(burst: number, everyMs: number): Pace {
  let full = 0;
  return {
    longestMs: everyMs,
    waitMs(now) {
      full = Math.max(full, now) + everyMs;
      return Math.max(0, full - burst * everyMs - now);
    },
  };
}
