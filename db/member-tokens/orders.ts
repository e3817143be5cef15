import { type SQL, sql } from "drizzle-orm";
import { LAST_OF_ALL } from "../tables/token.ts";
import { tokenWithLastUse as withLastUse } from "../tables/token-with-last-use.ts";

type Times = { createdAt: number; lastUsedAt: number | null; expiresAt: number | null };

/** What a list of a member's tokens sorts by before the id: in the database, and of a row of it. */
export type Key<Row> = { key: SQL; keyOf: (row: Row) => string | number };

export const BY_TIME: Record<"created" | "last_used" | "expires", Key<Times>> = {
  created: { key: sql`${withLastUse.createdAt}`, keyOf: (row) => row.createdAt },
  last_used: {
    key: sql`coalesce(${withLastUse.lastUsedAt}, -1)`,
    keyOf: (row) => row.lastUsedAt ?? -1,
  },
  expires: {
    key: sql`coalesce(${withLastUse.expiresAt}, ${LAST_OF_ALL})`,
    keyOf: (row) => row.expiresAt ?? LAST_OF_ALL,
  },
};
