import { type Sort, sortSchema } from "../sort.ts";

/** What the team can be sorted by; by role, who may do most comes first. */
const TEAM_SORTS = ["name", "email", "role", "created"] as const;

export type TeamSort = Sort<(typeof TEAM_SORTS)[number]>;

export const teamSortSchema = sortSchema(TEAM_SORTS);

export const BY_NAME: Sort<"name"> = { by: "name", descending: false };
