import { blob, index, integer, sqliteTable, text } from "drizzle-orm/sqlite-core";

/** An open challenge for a passkey: used once, within five minutes. */
export const passkeyChallenge = sqliteTable(
  "passkey_challenge",
  {
    challenge: blob({ mode: "buffer" }).$type<Uint8Array>().primaryKey(),
    purpose: text({ enum: ["register", "signIn", "prove"] }).notNull(),
    /** The session that asked, if any: no other may use it. */
    sessionId: text("session_id"),
    /** The client, as it is counted. */
    clientNetwork: text("client_network"),
    expiresAt: integer("expires_at").notNull(),
  },
  (table) => [
    index("passkey_challenge_by_time").on(table.expiresAt),
    index("passkey_challenge_by_client").on(table.clientNetwork, table.expiresAt),
  ],
);
