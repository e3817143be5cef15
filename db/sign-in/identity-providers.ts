import { and, eq, ne, not, type SQL, type SQLWrapper, sql } from "drizzle-orm";
import type { NewMembers } from "../../worker/domain/sign-in/new-members.ts";
import type { ProviderProblem } from "../../worker/domain/sign-in/provider-problem.ts";
import { build, type Database, type Statement } from "../connect.ts";
import { hasRow, isSame } from "../operators.ts";
import { identityProvider } from "../tables/identity-provider.ts";
import { organization } from "../tables/organization.ts";
import { providerDomain } from "../tables/provider-domain.ts";
import { providerFlow } from "../tables/provider-flow.ts";
import { isProviderRequired } from "./proofs.ts";

/** `test` belongs to the present registration; null if nobody has tested it. Times in ms UTC. */
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

/** Whether this registration is still the one that was read. */
export function isProvider({ organizationId, changedAt }: StoredProvider): SQL {
  return hasRow(identityProvider, isRegistration(organizationId, changedAt));
}

function isRegistration(organizationId: string, changedAt: number): SQL | undefined {
  return and(eq(identityProvider.organizationId, organizationId), eq(identityProvider.changedAt, changedAt));
}

/**
 * Whether the provider, its last test and its demands are still as they were read; for null, whether there is still
 * none.
 */
export function isAsRead(organizationId: string, provider: StoredProvider | null): SQL | undefined {
  if (provider === null)
    return not(hasRow(identityProvider, eq(identityProvider.organizationId, organizationId)));
  const isSo = and(
    isRegistration(organizationId, provider.changedAt),
    isSame(identityProvider.testedAt, provider.test?.at ?? null),
    isSame(identityProvider.clientSecret, provider.clientSecret),
  );
  return and(hasRow(identityProvider, isSo), isProviderRequired(organizationId, provider.required));
}

/** Drops the last test if the registration changes: a test is valid only for the registration that it was made with. */
export function writeProvider({
  organizationId,
  issuer,
  clientId,
  clientSecret,
  trustEmails,
  newMembers,
  changedAt,
}: Omit<StoredProvider, "organizationName" | "required" | "test">): Statement {
  const { testedBy, testedAt, testProblem } = identityProvider;
  const stays = (column: SQLWrapper) =>
    sql`iif(${identityProvider.changedAt} = ${changedAt}, ${column}, NULL)`;
  const registration = { issuer, clientId, clientSecret, trustsEmails: trustEmails, newMembers, changedAt };
  return build
    .insert(identityProvider)
    .values({ organizationId, ...registration })
    .onConflictDoUpdate({
      target: identityProvider.organizationId,
      set: {
        ...registration,
        testedBy: stays(testedBy),
        testedAt: stays(testedAt),
        testProblem: stays(testProblem),
      },
    });
}

export function writeRequired(organizationId: string, required: boolean): Statement {
  return build
    .update(organization)
    .set({ requiresProvider: required })
    .where(and(eq(organization.id, organizationId), ne(organization.requiresProvider, required)));
}

/** Rows to remove before `deleteProvider`. */
export function forgetWhatHangsOn(organizationId: string): Statement[] {
  return [providerDomain, providerFlow].map((table) =>
    build.delete(table).where(eq(table.organizationId, organizationId)),
  );
}

/** Changes no row if there is none. */
export function deleteProvider(organizationId: string): Statement {
  return build.delete(identityProvider).where(eq(identityProvider.organizationId, organizationId));
}

/** Changes no row if the registration has changed since. */
export function recordTest(
  { organizationId, changedAt }: StoredProvider,
  { by, at, problem }: NonNullable<StoredProvider["test"]>,
): Statement {
  return build
    .update(identityProvider)
    .set({ testedBy: by, testedAt: at, testProblem: problem })
    .where(isRegistration(organizationId, changedAt));
}

/** Replaces the sealed secret by the same secret under the present key. */
export async function replaceSealed(
  database: Database,
  { organizationId, clientSecret }: StoredProvider,
  sealed: string,
): Promise<void> {
  await database
    .update(identityProvider)
    .set({ clientSecret: sealed })
    .where(
      and(
        eq(identityProvider.organizationId, organizationId),
        isSame(identityProvider.clientSecret, clientSecret),
      ),
    );
}
