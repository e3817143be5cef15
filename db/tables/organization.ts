import { sql } from "drizzle-orm";
import { check, index, integer, sqliteTable, text } from "drizzle-orm/sqlite-core";
import type { EndpointsByPermission } from "../../worker/domain/endpoints/catalogue.ts";
import { FORMER_NAMES } from "../../worker/domain/organizations/former-names.ts";
import type { ApiPermission } from "../../worker/domain/permissions.ts";

/**
 * A tenant. `apiPermissions` is the catalogue of its own API: what its members can be granted there. `endpoints`
 * says which endpoints each of them opens; its version, never the same for two catalogues, is null where it names none.
 */
export const organization = sqliteTable(
  "organization",
  {
    id: text().primaryKey(),
    name: text().notNull(),
    kind: text({ enum: ["customer", "partner"] }).notNull(),
    partnerId: text("partner_id"),
    apiPermissions: text("api_permissions", { mode: "json" }).$type<ApiPermission[]>().notNull(),
    endpoints: text({ mode: "json" }).$type<EndpointsByPermission>().notNull().default({}),
    endpointsVersion: text("endpoints_version"),
    unlistedEndpoints: text("unlisted_endpoints", { enum: ["refuse", "allow"] })
      .notNull()
      .default("refuse"),
    /** How long its API tokens may live, and lie idle before they are suspended; null for any length. */
    maxLifetimeDays: integer("max_lifetime_days"),
    maxIdleDays: integer("max_idle_days"),
    exemptServiceUsers: integer("exempt_service_users", { mode: "boolean" }).notNull().default(false),
    /** What its activity calls those who have left. */
    formerNames: text("former_names", { enum: FORMER_NAMES }).notNull().default("name"),
    /** Whether its identity provider is the only way in, but for Master Admins. */
    requiresProvider: integer("requires_provider", { mode: "boolean" }).notNull().default(false),
    /** Sessions up to this `token.seq` that its identity provider opened are over: it is gone, or another one. */
    providerEndedThrough: integer("provider_ended_through"),
    createdAt: integer("created_at").notNull(),
  },
  (table) => [
    index("organization_that_suspends_idle").on(table.id).where(sql`max_idle_days IS NOT NULL`),
    index("organization_by_partner").on(table.partnerId, table.name, table.id),
    check("organization_kind", sql`${table.kind} IN ('customer', 'partner')`),
    check("organization_partner", sql`${table.partnerId} IS NULL OR ${table.kind} = 'customer'`),
  ],
);
