import { sql } from "drizzle-orm";
import { index, integer, sqliteTable, text } from "drizzle-orm/sqlite-core";

/** Mail to send, queued in the batch of the change that causes it. */
export const outbox = sqliteTable(
  "outbox",
  {
    id: text().primaryKey(),
    recipient: text().notNull(),
    /** A notice of `worker/domain/notices.ts`; never holds a secret. */
    notice: text().notNull(),
    /** The organization whose administrators see what was not delivered; null for a reset. */
    organizationId: text("organization_id"),
    /** Somebody waits for its link, so it goes before all other mail. */
    isUrgent: integer("is_urgent", { mode: "boolean" }).notNull().default(false),
    /** Why the last try failed: the mail service's code. */
    problem: text(),
    attempts: integer().notNull().default(0),
    createdAt: integer("created_at").notNull(),
    /** Null once it was sent or given up. */
    nextAttemptAt: integer("next_attempt_at"),
    sentAt: integer("sent_at"),
  },
  (table) => [
    index("outbox_due").on(table.nextAttemptAt).where(sql`next_attempt_at IS NOT NULL`),
    index("outbox_due_by_urgency")
      .on(table.isUrgent, table.nextAttemptAt)
      .where(sql`next_attempt_at IS NOT NULL`),
    index("outbox_undelivered")
      .on(table.organizationId, table.createdAt)
      .where(sql`problem IS NOT NULL AND sent_at IS NULL`),
    index("outbox_by_recipient").on(table.recipient, table.createdAt),
  ],
);
