import { asc, eq, type SQL, sql } from "drizzle-orm";
import type { NewMembers } from "../../worker/domain/sign-in/new-members.ts";
import type { ProviderProblem } from "../../worker/domain/sign-in/provider-problem.ts";
import { type Database, prepare, type Statement } from "../connect.ts";
import { identityProvider } from "../tables/identity-provider.ts";
import { organization } from "../tables/organization.ts";
import { providerDomain } from "../tables/provider-domain.ts";

/** `test` is of the registration as it is; null where nobody has tested it. Times in ms UTC. */
export type StoredProvider = {
  organizationId: string;
  organizationName: string;
  issuer: string;
  clientId: string;
  /** Sealed. */
  clientSecret: string | null;
  trustEmails: boolean;
  newMembers: NewMembers | null;
  changedAt: number;
  required: boolean;
  test: { by: string; at: number; problem: ProviderProblem | null } | null;
};

export async function findProvider(
  database: Database,
  organizationId: string,
): Promise<StoredProvider | null> {
  const [row] = await database
    .select()
    .from(identityProvider)
    .innerJoin(organization, eq(organization.id, identityProvider.organizationId))
    .where(eq(identityProvider.organizationId, organizationId));
  if (!row) return null;
  const { trustsEmails, testedBy, testedAt, testProblem, ...stored } = row.identity_provider;
  return {
    ...stored,
    organizationName: row.organization.name,
    trustEmails: trustsEmails,
    required: row.organization.requiresProvider,
    test:
      testedBy === null || testedAt === null
        ? null
        : { by: testedBy, at: testedAt, problem: testProblem as ProviderProblem | null },
  };
}

export async function domainsOf(database: Database, organizationId: string): Promise<string[]> {
  const rows = await database
    .select({ domain: providerDomain.domain })
    .from(providerDomain)
    .where(eq(providerDomain.organizationId, organizationId))
    .orderBy(asc(providerDomain.domain));
  return rows.map(({ domain }) => domain);
}

/** Whether this registration is still the one that was read. */
export function isProvider({ organizationId, changedAt }: StoredProvider): SQL {
  return sql`EXISTS (SELECT 1 FROM identity_provider WHERE organization_id = ${organizationId}
    AND changed_at = ${changedAt})`;
}

/** Whether it, its last test and what it demands are still as they were read; null: whether there is none. */
export function isAsRead(organizationId: string, provider: StoredProvider | null): SQL {
  if (provider === null)
    return sql`NOT EXISTS (SELECT 1 FROM identity_provider WHERE organization_id = ${organizationId})`;
  return sql`EXISTS (SELECT 1 FROM identity_provider WHERE organization_id = ${organizationId}
    AND changed_at = ${provider.changedAt} AND tested_at IS ${provider.test?.at ?? null}
    AND client_secret IS ${provider.clientSecret})
    AND EXISTS (SELECT 1 FROM organization WHERE id = ${organizationId}
      AND requires_provider = ${Number(provider.required)})`;
}

/** Whether none of these domains belongs to another organization. */
export function areFree(organizationId: string, domains: readonly string[]): SQL {
  return sql`NOT EXISTS (SELECT 1 FROM provider_domain WHERE organization_id <> ${organizationId}
    AND domain IN (SELECT value FROM json_each(${JSON.stringify(domains)})))`;
}

export async function isTaken(
  database: Database,
  organizationId: string,
  domains: readonly string[],
): Promise<boolean> {
  return (
    (await prepare(database, sql`SELECT ${areFree(organizationId, domains)} AS free`).first("free")) === 0
  );
}

/** A test holds for the registration that it was made with. */
export function writeProvider({
  organizationId,
  issuer,
  clientId,
  clientSecret,
  trustEmails,
  newMembers,
  changedAt,
}: Omit<StoredProvider, "organizationName" | "required" | "test">): Statement {
  const stays = (column: string) => sql`iif(changed_at = ${changedAt}, ${sql.identifier(column)}, NULL)`;
  return sql`INSERT INTO identity_provider
      (organization_id, issuer, client_id, client_secret, trusts_emails, new_members, changed_at)
    VALUES (${organizationId}, ${issuer}, ${clientId}, ${clientSecret}, ${Number(trustEmails)},
      ${newMembers && JSON.stringify(newMembers)}, ${changedAt})
    ON CONFLICT (organization_id) DO UPDATE SET issuer = excluded.issuer, client_id = excluded.client_id,
      client_secret = excluded.client_secret, trusts_emails = excluded.trusts_emails,
      new_members = excluded.new_members, tested_by = ${stays("tested_by")}, tested_at = ${stays("tested_at")},
      test_problem = ${stays("test_problem")}, changed_at = excluded.changed_at`;
}

/** What follows from `writeProvider`. */
export function writeDomains(organizationId: string, domains: readonly string[]): Statement[] {
  const named = sql`SELECT value FROM json_each(${JSON.stringify(domains)})`;
  return [
    sql`DELETE FROM provider_domain WHERE organization_id = ${organizationId} AND domain NOT IN (${named})`,
    sql`INSERT OR IGNORE INTO provider_domain (domain, organization_id)
      SELECT value, ${organizationId} FROM json_each(${JSON.stringify(domains)})`,
  ];
}

export function writeRequired(organizationId: string, required: boolean): Statement {
  return sql`UPDATE organization SET requires_provider = ${Number(required)}
    WHERE id = ${organizationId} AND requires_provider <> ${Number(required)}`;
}

/** What has to go before `deleteProvider`. */
export function forgetWhatHangsOn(organizationId: string): Statement[] {
  return ["provider_domain", "provider_flow"].map(
    (table) => sql`DELETE FROM ${sql.identifier(table)} WHERE organization_id = ${organizationId}`,
  );
}

/** Changes no row where there is none. */
export function deleteProvider(organizationId: string): Statement {
  return sql`DELETE FROM identity_provider WHERE organization_id = ${organizationId}`;
}

/** Changes no row where the registration is another by now. */
export function recordTest(
  { organizationId, changedAt }: StoredProvider,
  { by, at, problem }: NonNullable<StoredProvider["test"]>,
): Statement {
  return sql`UPDATE identity_provider SET tested_by = ${by}, tested_at = ${at}, test_problem = ${problem}
    WHERE organization_id = ${organizationId} AND changed_at = ${changedAt}`;
}

/** The same secret, sealed with the key of now. */
export async function replaceSealed(
  database: Database,
  { organizationId, clientSecret }: StoredProvider,
  sealed: string,
): Promise<void> {
  await prepare(
    database,
    sql`UPDATE identity_provider SET client_secret = ${sealed}
      WHERE organization_id = ${organizationId} AND client_secret = ${clientSecret}`,
  ).run();
}

/** Where mail about how people come in goes to. */
export async function masterAdminsOf(database: Database, organizationId: string): Promise<string[]> {
  const { results } = await prepare(database, masterAdminAddresses(organizationId)).all<{ email: string }>();
  return results.map(({ email }) => email);
}

/** For those that ask in another way: whoever can sign in as Master Admin now. */
export function masterAdminAddresses(organizationId: string): SQL {
  return sql`SELECT user.email AS email FROM membership JOIN user ON user.id = membership.user_id
    WHERE membership.organization_id = ${organizationId} AND membership.role = 'master_admin'
      AND membership.deactivated_at IS NULL AND membership.invitation IS NULL`;
}

/** Whether the organization still has all of these. */
export function areStillDomains(organizationId: string, domains: readonly string[]): SQL {
  return sql`NOT EXISTS (SELECT 1 FROM json_each(${JSON.stringify(domains)}) AS named WHERE named.value NOT IN
    (SELECT domain FROM provider_domain WHERE organization_id = ${organizationId}))`;
}
