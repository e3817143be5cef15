import { sql } from "drizzle-orm";
import type { Statement } from "../connect.ts";
import { providerDomain } from "../tables/provider-domain.ts";

/**
 * Inserts the missing domains. Raw: json_each, because D1 takes a hundred parameters, and there may be as many domains.
 */
export function insertDomains(organizationId: string, domains: readonly string[]): Statement {
  return sql`INSERT OR IGNORE INTO ${providerDomain} (domain, organization_id)
    SELECT value, ${organizationId} FROM json_each(${JSON.stringify(domains)})`;
}
