import { type Sort, sortSchema } from "../sort.ts";

/** The sort keys of secondary tokens; by name, sessions come before API tokens. */
const SECONDARY_SORTS = ["name", "created", "last_used", "expires"] as const;

export type SecondarySort = Sort<(typeof SECONDARY_SORTS)[number]>;

export const secondarySortSchema = sortSchema(SECONDARY_SORTS);
