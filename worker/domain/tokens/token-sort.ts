import * as z from "zod";

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

export type TokenSort = { by: (typeof TOKEN_SORTS)[number]; descending: boolean };

/** `name`, or `-name` for descending. */
export const tokenSortSchema = z
  .string({ error: "sort-invalid" })
  .regex(new RegExp(`^-?(?:${TOKEN_SORTS.join("|")})$`), { error: "sort-invalid" })
  .transform(
    (text): TokenSort => ({
      by: text.replace(/^-/, "") as TokenSort["by"],
      descending: text.startsWith("-"),
    }),
  );

export const NEWEST_FIRST: TokenSort = { by: "created", descending: true };
