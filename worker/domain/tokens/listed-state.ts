import * as z from "zod/mini";

/** The filters of a list of tokens. `attention`: expired, about to expire, blocked, or unused. */
export const LISTED_STATES = [
  "attention",
  "expiring",
  "expired",
  "blocked",
  "unused",
  "suspended",
  "earlier-secret",
] as const;

export type ListedState = (typeof LISTED_STATES)[number];

export const listedStateSchema = z.enum(LISTED_STATES, { error: "state-invalid" });
