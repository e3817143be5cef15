import { and } from "drizzle-orm";
import { insertMember, insertUser } from "../../../../db/members/team-changes.ts";
import { readCatalogue, visibilityGroupsOf } from "../../../../db/organizations/organizations.ts";
import { isProvider, type StoredProvider } from "../../../../db/sign-in/identity-providers.ts";
import { isStillDomain } from "../../../../db/sign-in/provider-domains.ts";
import { SYSTEM } from "../../../change/authorize.ts";
import { commit } from "../../../change/commit.ts";
import { newIdentifier } from "../../../domain/identifiers.ts";
import { nameSchema } from "../../../domain/names.ts";
import { permissionCatalogue } from "../../../domain/permissions.ts";
import { domainOf } from "../../../domain/sign-in/identity.ts";
import { ProviderFailure } from "../../../sign-in/oidc/provider-failure.ts";
import type { Context } from "../../context.ts";

type Newcomer = { email: string; name: string | null; knownId: string | undefined };

/** Adds a member with the grants of the provider's settings, as far as those still exist. @returns their user id */
export async function join(
  { runtime }: Pick<Context, "runtime">,
  provider: StoredProvider,
  { email, name: claim, knownId }: Newcomer,
): Promise<string> {
  const { database } = runtime;
  const { organizationId, newMembers } = provider;
  const [{ catalogue }, groups] = await Promise.all([
    readCatalogue(database, organizationId),
    visibilityGroupsOf(database, organizationId),
  ]);
  const keys = permissionCatalogue(catalogue.permissions).map(({ key }) => key);
  const grants = {
    name: nameOf(claim, email),
    role: "member" as const,
    permissions: (newMembers?.permissions ?? []).filter((key) => keys.includes(key)),
    visibilityGroups: (newMembers?.visibilityGroups ?? []).filter((group) => groups.includes(group)),
  };
  const at = runtime.now();
  const userId = knownId ?? newIdentifier("user", runtime.randomBytes);
  const member = { id: userId, name: grants.name };
  const { name: _, ...given } = grants;
  const { changed } = await commit(runtime, {
    authority: { ...SYSTEM, proof: "given" },
    effect: "widens",
    at,
    expects: and(isProvider(provider), isStillDomain(organizationId, domainOf(email))),
    before: [insertUser({ id: userId, email, kind: "human", at })],
    change: insertMember({ organizationId, userId }, email, grants, { at, invitation: null }),
    activity: [
      {
        action: "member.joined",
        detail: given,
        organizationId,
        actor: member,
        subject: member,
        token: null,
        at,
      },
    ],
  });
  if (!changed) throw new ProviderFailure("provider-changed");
  return userId;
}

/** The name that the provider gives, if it is valid here. */
function nameOf(claim: string | null, email: string): string {
  const read = nameSchema.safeParse(claim);
  return read.success ? read.data : email.slice(0, email.lastIndexOf("@")).slice(0, 100);
}
