import { blob, integer, sqliteTable, text } from "drizzle-orm/sqlite-core";

/** Tombstones, of a token one for each secret that it had, that KV has not confirmed yet: written with the revocation, gone once KV has them. */
export const tombstoneDue = sqliteTable("tombstone_due", {
  hash: blob({ mode: "buffer" }).$type<Uint8Array>().primaryKey(),
  tokenId: text("token_id").notNull(),
  revokedAt: integer("revoked_at").notNull(),
  by: text({ enum: ["owner", "administrator", "holder", "rotation"] }).notNull(),
  /** A run of Cron is telling KV: no other one takes it until then (ms UTC). */
  claimedUntil: integer("claimed_until").notNull().default(0),
});
