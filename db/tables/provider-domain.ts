import { index, sqliteTable, text } from "drizzle-orm/sqlite-core";
import { identityProvider } from "./identity-provider.ts";

/** The organization whose provider signs in the addresses of a domain: a domain belongs to one organization. */
export const providerDomain = sqliteTable(
  "provider_domain",
  {
    /** In lower case, in the ASCII spelling. */
    domain: text().primaryKey(),
    organizationId: text("organization_id")
      .notNull()
      .references(() => identityProvider.organizationId),
  },
  (table) => [index("provider_domain_by_organization").on(table.organizationId)],
);
