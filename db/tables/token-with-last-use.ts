import { eq, getTableColumns, sql } from "drizzle-orm";
import { sqliteView } from "drizzle-orm/sqlite-core";
import { token } from "./token.ts";
import { useSheet } from "./use-sheet.ts";

const entry = sql`(${useSheet.uses} -> ('$."' || ${token.id} || '"'))`;
const isOnSheet = sql`${entry} ->> 0 > coalesce(${token.lastUsedAt}, -1)`;

/**
 * A token with its last use, from its row or its sheet, whichever is later. All lists read this view, so that none of
 * them knows of sheets.
 */
export const tokenWithLastUse = sqliteView("token_with_last_use").as((query) =>
  query
    .select({
      ...getTableColumns(token),
      lastUsedAt: sql<number | null>`iif(${isOnSheet}, ${entry} ->> 0, ${token.lastUsedAt})`.as(
        "last_used_at",
      ),
      lastUsedMethod: sql<string | null>`iif(${isOnSheet}, ${entry} ->> 1, ${token.lastUsedMethod})`.as(
        "last_used_method",
      ),
      lastUsedPath: sql<string | null>`iif(${isOnSheet}, ${entry} ->> 2, ${token.lastUsedPath})`.as(
        "last_used_path",
      ),
    })
    .from(token)
    .leftJoin(useSheet, eq(useSheet.id, token.useSheet)),
);
