import { blob, integer, sqliteTable, text } from "drizzle-orm/sqlite-core";

/** Tombstones that KV has not confirmed yet: written with the revocation, gone once KV has them. */
export const tombstoneDue = sqliteTable("tombstone_due", {
  tokenId: text("token_id").primaryKey(),
  hash: blob({ mode: "buffer" }).$type<Uint8Array>().notNull(),
  revokedAt: integer("revoked_at").notNull(),
  by: text({ enum: ["owner", "administrator", "holder"] }).notNull(),
});
