import * as z from "zod";

/** What a list of tokens can be narrowed to. */
export const LISTED_STATES = ["expiring", "expired", "unused", "suspended", "earlier-secret"] as const;

export type ListedState = (typeof LISTED_STATES)[number];

export const listedStateSchema = z.enum(LISTED_STATES, { error: "state-invalid" });
