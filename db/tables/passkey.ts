import { blob, index, integer, sqliteTable, text } from "drizzle-orm/sqlite-core";
import { user } from "./user.ts";

/** A public key that a person signs in with (WebAuthn). It opens their account in all organizations. */
export const passkey = sqliteTable(
  "passkey",
  {
    /** `psk_…`; the credential's own id may be of any length. */
    id: text().primaryKey(),
    userId: text("user_id")
      .notNull()
      .references(() => user.id),
    name: text().notNull(),
    credentialId: blob("credential_id", { mode: "buffer" }).$type<Uint8Array>().notNull().unique(),
    /** As a COSE key (RFC 9053). */
    publicKey: blob("public_key", { mode: "buffer" }).$type<Uint8Array>().notNull(),
    /** The last signature counter; synced keys leave it at 0. */
    counter: integer().notNull(),
    /** Whether a service stores it and syncs it to other devices. */
    isBackedUp: integer("is_backed_up", { mode: "boolean" }).notNull(),
    transports: text({ mode: "json" }).$type<string[]>().notNull(),
    createdAt: integer("created_at").notNull(),
    lastUsedAt: integer("last_used_at"),
  },
  (table) => [index("passkey_by_user").on(table.userId, table.createdAt)],
);
