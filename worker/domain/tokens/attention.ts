const DAY_MS = 24 * 60 * 60 * 1000;

/** A token is `expiring` where it expires within so long. */
export const EXPIRING_MS = 14 * DAY_MS;

/** It is `unused` where it was not used, made, rotated or resumed for so long. */
export const UNUSED_MS = 90 * DAY_MS;
