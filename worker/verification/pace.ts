/** How long what comes now has to wait (ms) until it may be written, and the longest that it ever waits. */
export type Pace = { longestMs: number; waitMs: (now: number) => number };

/** Always the same wait: all that comes meanwhile is written with it. */
export function after(ms: number): Pace {
  return { longestMs: ms, waitMs: () => ms };
}

/**
 * At once for so many as `burst`, and one more every `everyMs`; the others one after the other, as that allows: a
 * token bucket (https://en.wikipedia.org/wiki/Generic_cell_rate_algorithm).
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
