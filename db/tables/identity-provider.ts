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
  /** The grants of new members at their first sign-in; null if new people are not let in. */
  newMembers: text("new_members", { mode: "json" }).$type<NewMembers>(),
  /** The last test: by whom, when, and what was wrong; null if nothing was. */
  testedBy: text("tested_by"),
  testedAt: integer("tested_at"),
  testProblem: text("test_problem"),
  changedAt: integer("changed_at").notNull(),
});
