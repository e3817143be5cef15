import { type Sort, sortSchema } from "../sort.ts";

/** The sort keys of an organization's tokens. */
export const TOKEN_SORTS = [
  "name",
  "prefix",
  "user",
  "created",
  "expires",
  "last_used",
  "last_usage",
] as const;

export type TokenSort = Sort<(typeof TOKEN_SORTS)[number]>;

export const tokenSortSchema = sortSchema(TOKEN_SORTS);

/** The sort keys of a member's API tokens. */
export const MEMBER_TOKEN_SORTS = ["name", "prefix", "created", "expires", "last_used"] as const;

export type MemberTokenSort = Sort<(typeof MEMBER_TOKEN_SORTS)[number]>;

export const memberTokenSortSchema = sortSchema(MEMBER_TOKEN_SORTS);

export const NEWEST_FIRST: Sort<"created"> = { by: "created", descending: true };
