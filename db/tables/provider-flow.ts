import { blob, index, integer, sqliteTable, text } from "drizzle-orm/sqlite-core";

/** A sign-in that is under way at a provider: used once, within ten minutes. */
export const providerFlow = sqliteTable(
  "provider_flow",
  {
    /** SHA-256 of the `state`, which is the SHA-256 of what the browser's cookie holds. */
    state: blob({ mode: "buffer" }).$type<Uint8Array>().primaryKey(),
    organizationId: text("organization_id").notNull(),
    purpose: text({ enum: ["sign-in", "test", "prove"] }).notNull(),
    nonce: text().notNull(),
    codeVerifier: text("code_verifier").notNull(),
    /** The session that tests or proves. */
    sessionId: text("session_id"),
    /** Where the person goes afterwards: a path of the web app. */
    returnTo: text("return_to"),
    /** The client, as it is counted. */
    clientNetwork: text("client_network"),
    expiresAt: integer("expires_at").notNull(),
  },
  (table) => [
    index("provider_flow_by_time").on(table.expiresAt),
    index("provider_flow_by_client").on(table.clientNetwork, table.expiresAt),
  ],
);
