/**
 * How long a write that arrives now has to wait (ms), and the longest wait there is. `wrote` is told how many items
 * went with it.
 */
export type Pace = {
  longestMs: number;
  waitMs: (now: number) => number;
  wrote: (now: number, items: number) => void;
};

/** A fixed wait: everything that arrives meanwhile is written together. */
export function after(ms: number): Pace {
  return { longestMs: ms, waitMs: () => ms, wrote: () => {} };
}

/**
 * A token bucket (https://en.wikipedia.org/wiki/Generic_cell_rate_algorithm): `burst` writes at once, then one every
 * `everyMs`; the others queue. A write of many items uses up as much of the burst. Each waits `leastMs`.
 */
export function atMost(burst: number, everyMs: number, leastMs = 0): Pace {
  let full = 0;
  return {
    longestMs: Math.max(everyMs, leastMs),
    waitMs(now) {
      full = Math.max(full, now) + everyMs;
      return Math.max(leastMs, full - burst * everyMs - now);
    },
    wrote(now, items) {
      full = Math.max(full, Math.min(full + (items - 1) * everyMs, now + burst * everyMs));
    },
  };
}
