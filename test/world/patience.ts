/**
 * How long (ms) is waited for what must become true. Only what never does takes so long: it has to be enough
 * for a machine that many others share, which at times is twenty times slower than by itself.
 */
export const PATIENCE_MS = 120_000;
