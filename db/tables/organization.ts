import { sql } from "drizzle-orm";
import { check, index, integer, sqliteTable, text } from "drizzle-orm/sqlite-core";
import type { ApiPermission } from "../../worker/domain/permissions.ts";

/** A tenant. `apiPermissions` is the catalogue of its own API: what its members can be granted there. */
export const organization = sqliteTable(
  "organization",
  {
    id: text().primaryKey(),
    name: text().notNull(),
    kind: text({ enum: ["customer", "partner"] }).notNull(),
    partnerId: text("partner_id"),
    apiPermissions: text("api_permissions", { mode: "json" }).$type<ApiPermission[]>().notNull(),
    createdAt: integer("created_at").notNull(),
  },
  (table) => [
    index("organization_by_partner").on(table.partnerId, table.name, table.id),
    check("organization_kind", sql`${table.kind} IN ('customer', 'partner')`),
    check("organization_partner", sql`${table.partnerId} IS NULL OR ${table.kind} = 'customer'`),
  ],
);
