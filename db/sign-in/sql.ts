import { sql } from "drizzle-orm";
import type { Statement } from "../connect.ts";
import { providerDomain } from "../tables/provider-domain.ts";

/** Those that are not there yet. Raw: json_each, for D1 takes a hundred parameters, and these may have as many. */
export function insertDomains(organizationId: string, domains: readonly string[]): Statement {
  return sql`INSERT OR IGNORE INTO ${providerDomain} (domain, organization_id)
    SELECT value, ${organizationId} FROM json_each(${JSON.stringify(domains)})`;
}
