import { type Sort, sortSchema } from "../sort.ts";

/** What secondary tokens can be sorted by: names with the sessions before the API tokens. */
const SECONDARY_SORTS = ["name", "created", "last_used", "expires"] as const;

export type SecondarySort = Sort<(typeof SECONDARY_SORTS)[number]>;

export const secondarySortSchema = sortSchema(SECONDARY_SORTS);
