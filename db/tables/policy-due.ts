import { sql } from "drizzle-orm";
import { integer, sqliteTable, text } from "drizzle-orm/sqlite-core";

/**
 * A policy that has not been applied to all tokens that existed when it was set: it walks over them in the order of
 * their ids, a piece at a time. The next policy replaces it.
 */
export const policyDue = sqliteTable("policy_due", {
  id: text().primaryKey(),
  organizationId: text("organization_id").notNull().unique(),
  /** When it was set. */
  at: integer().notNull(),
  maxLifetimeDays: integer("max_lifetime_days").notNull(),
  exemptServiceUsers: integer("exempt_service_users", { mode: "boolean" }).notNull(),
  /** The id of the last token that it was applied to. */
  after: text().notNull().default(""),
  /** Tokens whose expiry was set later, and so under the policy. */
  spared: text({ mode: "json" }).$type<string[]>().notNull().default(sql`'[]'`),
});
