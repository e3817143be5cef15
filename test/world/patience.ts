/**
 * How long (ms) tests wait for a condition. Only one that never comes true takes this long: it must suffice on a shared
 * machine that is at times twenty times slower than alone.
 */
export const PATIENCE_MS = 120_000;
