import { integer, sqliteTable, text } from "drizzle-orm/sqlite-core";
import type { NewMembers } from "../../worker/domain/sign-in/new-members.ts";
import { organization } from "./organization.ts";

/** The OpenID Connect provider that an organization signs in with. */
export const identityProvider = sqliteTable("identity_provider", {
  organizationId: text("organization_id")
    .primaryKey()
    .references(() => organization.id),
  issuer: text().notNull(),
  clientId: text("client_id").notNull(),
  /** Encrypted with `SECRETS_KEY`; null for a public client. */
  clientSecret: text("client_secret"),
  /** Whether an address counts that the provider does not call verified. */
  trustsEmails: integer("trusts_emails", { mode: "boolean" }).notNull(),
  /** What whoever is not a member yet gets on coming in; null where nobody new does. */
  newMembers: text("new_members", { mode: "json" }).$type<NewMembers>(),
  /** Of the last sign-in that only tested: who did, when, and what was wrong; null where nothing was. */
  testedBy: text("tested_by"),
  testedAt: integer("tested_at"),
  testProblem: text("test_problem"),
  changedAt: integer("changed_at").notNull(),
});
