import { blob, integer, sqliteTable, text } from "drizzle-orm/sqlite-core";

/**
 * Tombstones that KV has not confirmed yet, one for each secret of a token: written with the revocation, removed once
 * KV has them.
 */
export const tombstoneDue = sqliteTable("tombstone_due", {
  hash: blob({ mode: "buffer" }).$type<Uint8Array>().primaryKey(),
  tokenId: text("token_id").notNull(),
  revokedAt: integer("revoked_at").notNull(),
  by: text({ enum: ["owner", "administrator", "holder", "rotation"] }).notNull(),
  /** A run of Cron is publishing it: no other takes it until then (ms UTC). */
  claimedUntil: integer("claimed_until").notNull().default(0),
});
