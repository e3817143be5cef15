import { DAY_MS } from "../durations.ts";

/** A token is `expiring` where it expires within so long. */
export const EXPIRING_MS = 14 * DAY_MS;

/** It is `unused` where it was not used, made, rotated or resumed for so long. */
export const UNUSED_MS = 90 * DAY_MS;
