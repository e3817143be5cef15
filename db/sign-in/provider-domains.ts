import { and, asc, eq, ne, not, type SQL } from "drizzle-orm";
import { build, type Database, type Statement } from "../connect.ts";
import { hasRow } from "../operators.ts";
import { isOneOf } from "../sql.ts";
import { providerDomain } from "../tables/provider-domain.ts";
import { insertDomains } from "./sql.ts";

const { domain } = providerDomain;

export async function domainsOf(database: Database, organizationId: string): Promise<string[]> {
  const rows = await database
    .select({ domain })
    .from(providerDomain)
    .where(eq(providerDomain.organizationId, organizationId))
    .orderBy(asc(domain));
  return rows.map(({ domain }) => domain);
}

/** Whether none of these domains belongs to another organization. */
export function areFree(organizationId: string, domains: readonly string[]): SQL {
  return not(hasRow(providerDomain, areOfAnother(organizationId, domains)));
}

export async function isTaken(
  database: Database,
  organizationId: string,
  domains: readonly string[],
): Promise<boolean> {
  const taken = database.select({ domain }).from(providerDomain);
  return (await taken.where(areOfAnother(organizationId, domains)).limit(1)).length > 0;
}

/** Follows `writeProvider`. */
export function writeDomains(organizationId: string, domains: readonly string[]): Statement[] {
  const others = and(eq(providerDomain.organizationId, organizationId), not(isOneOf(domain, domains)));
  return [build.delete(providerDomain).where(others), insertDomains(organizationId, domains)];
}

/** Whether the organization still has this domain. */
export function isStillDomain(organizationId: string, name: string): SQL {
  return hasRow(providerDomain, and(eq(providerDomain.organizationId, organizationId), eq(domain, name)));
}

function areOfAnother(organizationId: string, domains: readonly string[]): SQL | undefined {
  return and(ne(providerDomain.organizationId, organizationId), isOneOf(domain, domains));
}
