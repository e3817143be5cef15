import { DAY_MS } from "../durations.ts";

/** A token is `expiring` if it expires within this time. */
export const EXPIRING_MS = 14 * DAY_MS;

/** A token is `unused` if it was not used, made, rotated or resumed for this long. */
export const UNUSED_MS = 90 * DAY_MS;
