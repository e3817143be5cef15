import { index, integer, sqliteTable, text } from "drizzle-orm/sqlite-core";

/** Wrong sign-ins of the last minutes, those whose password is being checked, and links that were asked for. */
export const signInAttempt = sqliteTable(
  "sign_in_attempt",
  {
    id: text().primaryKey(),
    /** Empty for a link. */
    email: text().notNull(),
    /** As `worker/domain/client-network.ts` has it. */
    clientAddress: text("client_address").notNull(),
    at: integer().notNull(),
  },
  (table) => [
    index("sign_in_attempt_by_email").on(table.email, table.at),
    index("sign_in_attempt_by_client").on(table.clientAddress, table.at),
    index("sign_in_attempt_by_time").on(table.at),
  ],
);
