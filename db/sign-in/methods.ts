import { eq } from "drizzle-orm";
import type { Database } from "../connect.ts";
import { identityProvider } from "../tables/identity-provider.ts";
import { organization } from "../tables/organization.ts";
import { providerDomain } from "../tables/provider-domain.ts";

/** The provider for addresses of a domain; null if no organization has claimed the domain. */
export async function providerOfDomain(
  database: Database,
  domain: string,
): Promise<{ organizationId: string; organizationName: string; issuer: string; isRequired: boolean } | null> {
  const [row] = await database
    .select({
      organizationId: organization.id,
      organizationName: organization.name,
      issuer: identityProvider.issuer,
      isRequired: organization.requiresProvider,
    })
    .from(providerDomain)
    .innerJoin(identityProvider, eq(identityProvider.organizationId, providerDomain.organizationId))
    .innerJoin(organization, eq(organization.id, providerDomain.organizationId))
    .where(eq(providerDomain.domain, domain));
  return row ?? null;
}
