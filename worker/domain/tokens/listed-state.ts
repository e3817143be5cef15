import * as z from "zod";

/** What a list of tokens can be narrowed to. */
export const LISTED_STATES = ["expiring", "expired", "unused", "suspended", "earlier-secret"] as const;

export type ListedState = (typeof LISTED_STATES)[number];

export const listedStateSchema = z.enum(LISTED_STATES, { error: "state-invalid" });

const DAY_MS = 24 * 60 * 60 * 1000;

/** `expiring`: within so long. */
export const EXPIRING_MS = 14 * DAY_MS;

/** `unused`: not used, made, rotated or resumed for so long. */
export const UNUSED_MS = 90 * DAY_MS;
