import { sql } from "drizzle-orm";
import { index, integer, sqliteTable, text } from "drizzle-orm/sqlite-core";
import type { ActivityDetail } from "../../worker/domain/activity/actions.ts";

/**
 * What happened, by whom, on whom. Append-only: triggers refuse UPDATE and DELETE. The exceptions are what its
 * retention and a deleted organization release, the client of old sign-ins, and pseudonyms for people who left, if
 * their organization chose that. Otherwise names stay as they were at that moment, so that the record stays readable.
 */
export const activity = sqliteTable(
  "activity",
  {
    id: text().primaryKey(),
    organizationId: text("organization_id").notNull(),
    /** Null if nobody signed in did it: a refused sign-in, the clean-up. */
    actorUserId: text("actor_user_id"),
    actorName: text("actor_name"),
    subjectUserId: text("subject_user_id"),
    subjectName: text("subject_name"),
    action: text().notNull(),
    tokenId: text("token_id"),
    tokenName: text("token_name"),
    detail: text({ mode: "json" }).$type<ActivityDetail>().notNull(),
    at: integer().notNull(),
  },
  (table) => [
    index("activity_by_organization").on(table.organizationId, table.at, table.id),
    index("activity_by_actor").on(table.organizationId, table.actorUserId, table.at, table.id),
    index("activity_by_subject").on(table.organizationId, table.subjectUserId, table.at, table.id),
    index("activity_by_token")
      .on(table.organizationId, table.tokenId, table.at, table.id)
      .where(sql`token_id IS NOT NULL`),
    index("activity_with_client")
      .on(table.at)
      .where(sql`json_extract(detail, '$.clientAddress') IS NOT NULL`),
  ],
);
