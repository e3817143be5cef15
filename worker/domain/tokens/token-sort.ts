import { type Sort, sortSchema } from "../sort.ts";

/** What the tokens of an organization can be sorted by. */
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

/** What a member's API tokens can be sorted by. */
export const MEMBER_TOKEN_SORTS = ["name", "prefix", "created", "expires", "last_used"] as const;

export type MemberTokenSort = Sort<(typeof MEMBER_TOKEN_SORTS)[number]>;

export const memberTokenSortSchema = sortSchema(MEMBER_TOKEN_SORTS);

export const NEWEST_FIRST: Sort<"created"> = { by: "created", descending: true };
