import { sql } from "drizzle-orm";
import { check, integer, sqliteTable, text } from "drizzle-orm/sqlite-core";

/** A person or a service user. A service user has neither address nor password, so it cannot sign in. */
export const user = sqliteTable(
  "user",
  {
    id: text().primaryKey(),
    /** Trimmed and lower-cased. */
    email: text().unique(),
    kind: text({ enum: ["human", "service"] }).notNull(),
    /** `worker/domain/users/password.ts` has its form; null until a password was set. */
    passwordHash: text("password_hash"),
    createdAt: integer("created_at").notNull(),
  },
  (table) => [
    check("user_kind", sql`${table.kind} IN ('human', 'service')`),
    check(
      "user_service_cannot_sign_in",
      sql`(${table.kind} = 'human' AND ${table.email} IS NOT NULL) OR (${table.kind} = 'service' AND ${table.email} IS NULL AND ${table.passwordHash} IS NULL)`,
    ),
  ],
);
