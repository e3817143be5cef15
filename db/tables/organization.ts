import { sql } from "drizzle-orm";
import { check, index, integer, sqliteTable, text } from "drizzle-orm/sqlite-core";
import type { EndpointsByPermission } from "../../worker/domain/endpoints/catalogue.ts";
import { FORMER_NAMES } from "../../worker/domain/organizations/former-names.ts";
import type { ApiPermission } from "../../worker/domain/permissions.ts";

/**
 * A tenant. `apiPermissions` is the catalogue of its own API's permissions, and `endpoints` the endpoints that each
 * of them opens. `endpointsVersion` is unique to each catalogue, and null if none names endpoints.
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
    /** How long its API tokens may live, and lie idle before they are suspended; null for no limit. */
    maxLifetimeDays: integer("max_lifetime_days"),
    maxIdleDays: integer("max_idle_days"),
    exemptServiceUsers: integer("exempt_service_users", { mode: "boolean" }).notNull().default(false),
    /** How its activity names members who have left. */
    formerNames: text("former_names", { enum: FORMER_NAMES }).notNull().default("name"),
    /** Whether its identity provider is the only way to sign in, except for Master Admins. */
    requiresProvider: integer("requires_provider", { mode: "boolean" }).notNull().default(false),
    /**
     * Sessions that its identity provider opened are over up to this `token.seq`: the provider was removed or
     * replaced.
     */
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
