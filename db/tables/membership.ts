import { sql } from "drizzle-orm";
import { check, index, integer, primaryKey, sqliteTable, text } from "drizzle-orm/sqlite-core";
import type { Invitation } from "../../worker/domain/organizations/invitation.ts";
import { organization } from "./organization.ts";
import { user } from "./user.ts";

/**
 * A user in an organization. Name, role, permissions and groups belong to the membership, so that
 * nothing one organization enters shows in another. Groups are kept by name, which keeps verification
 * at four rows; renaming a group rewrites them in the same batch.
 */
export const membership = sqliteTable(
  "membership",
  {
    organizationId: text("organization_id")
      .notNull()
      .references(() => organization.id),
    userId: text("user_id")
      .notNull()
      .references(() => user.id),
    name: text().notNull(),
    /** `memberFolded` of name and address, to search and sort by; triggers carry it to the member's tokens. */
    folded: text().notNull().default(""),
    role: text({ enum: ["master_admin", "superuser", "member"] }).notNull(),
    permissions: text({ mode: "json" }).$type<string[]>().notNull(),
    visibilityGroups: text("visibility_groups", { mode: "json" }).$type<string[]>().notNull(),
    createdAt: integer("created_at").notNull(),
    deactivatedAt: integer("deactivated_at"),
    /** Of a service user: the address that is told of what happens to its tokens. */
    contact: text(),
    /** Tokens of the member up to this `seq` have ended, all at once; their rows are removed in pieces. */
    endedThrough: integer("ended_through"),
    endedAt: integer("ended_at"),
    endedBy: text("ended_by", { enum: ["owner", "administrator"] }),
    /** Who invited them and when, until they have agreed; null from then on, and for who never was to be asked. */
    invitation: text({ mode: "json" }).$type<Invitation>(),
    /** Counts the changes, by a trigger: whoever edits an older state than the present one is told. */
    revision: integer().notNull().default(0),
  },
  (table) => [
    primaryKey({ columns: [table.organizationId, table.userId] }),
    index("membership_by_name").on(table.organizationId, table.folded, table.userId),
    index("membership_by_creation").on(table.organizationId, table.createdAt, table.userId),
    index("membership_by_user").on(table.userId, table.createdAt),
    check("membership_role", sql`${table.role} IN ('master_admin', 'superuser', 'member')`),
    check("membership_permissions", sql`json_type(${table.permissions}) = 'array'`),
    check("membership_visibility_groups", sql`json_type(${table.visibilityGroups}) = 'array'`),
  ],
);
