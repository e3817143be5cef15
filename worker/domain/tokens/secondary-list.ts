import * as z from "zod";

/** What secondary tokens can be sorted by: names with the sessions before the API tokens. */
export const SECONDARY_SORTS = ["name", "created", "last_used", "expires"] as const;

export type SecondarySort = { by: (typeof SECONDARY_SORTS)[number]; descending: boolean };

/** `name`, or `-name` for descending. */
export const secondarySortSchema = z
  .string({ error: "sort-invalid" })
  .regex(new RegExp(`^-?(?:${SECONDARY_SORTS.join("|")})$`), { error: "sort-invalid" })
  .transform(
    (text): SecondarySort => ({
      by: text.replace(/^-/, "") as SecondarySort["by"],
      descending: text.startsWith("-"),
    }),
  );
