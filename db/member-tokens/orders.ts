import { type SQL, sql } from "drizzle-orm";
import { LAST_OF_ALL } from "../tables/token.ts";
import { tokenWithLastUse as withLastUse } from "../tables/token-with-last-use.ts";

type Times = { createdAt: number; lastUsedAt: number | null; expiresAt: number | null };

/** The first sort key of a member's list, followed by the id: in the database, and for a row. */
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
