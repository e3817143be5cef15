import { sql } from "drizzle-orm";
import { check, index, integer, primaryKey, sqliteTable, text } from "drizzle-orm/sqlite-core";
import type { Invitation } from "../../worker/domain/organizations/invitation.ts";
import { organization } from "./organization.ts";
import { user } from "./user.ts";

/**
 * A user in an organization. Name, role, permissions and groups belong to the membership, so that nothing entered in
 * one organization shows in another. Groups are stored by name, which keeps verification at four rows; renaming a
 * group rewrites them in the same batch.
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
    /** `memberFolded` of name and address, for search and sorting; triggers copy it to the member's tokens. */
    folded: text().notNull().default(""),
    role: text({ enum: ["master_admin", "superuser", "member"] }).notNull(),
    permissions: text({ mode: "json" }).$type<string[]>().notNull(),
    visibilityGroups: text("visibility_groups", { mode: "json" }).$type<string[]>().notNull(),
    createdAt: integer("created_at").notNull(),
    deactivatedAt: integer("deactivated_at"),
    /** Service users only: the address that gets mail about its tokens. */
    contact: text(),
    /** Tokens of the member up to this `seq` have ended, all at once; their rows are removed in pieces. */
    endedThrough: integer("ended_through"),
    endedAt: integer("ended_at"),
    endedBy: text("ended_by", { enum: ["owner", "administrator"] }),
    /** Who invited them and when; null once they have accepted, and for members who were not invited. */
    invitation: text({ mode: "json" }).$type<Invitation>(),
    /** Counts changes, by a trigger, so that an edit of an older state is noticed. */
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
