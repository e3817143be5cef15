import { findProvider } from "../../../db/sign-in/identity-providers.ts";
import { domainsOf } from "../../../db/sign-in/provider-domains.ts";
import { sessionsOfOtherWays } from "../../../db/sign-in/provider-sessions.ts";
import { providerName } from "../../domain/sign-in/provider-name.ts";
import { rfc3339 } from "../../domain/times.ts";
import { masterAdminProcedure } from "../guards.ts";

/** Counts up to this; beyond it, “so many and more”. */
const MOST_COUNTED = 1_000;

/** The provider that the organization signs in with, or null. Its secret is never shown again. */
export const identityProvider = masterAdminProcedure.query(async ({ ctx: { runtime, actor } }) => {
  const { user, organization } = actor.member;
  const { database } = runtime;
  const [provider, domains, others] = await Promise.all([
    findProvider(database, organization.id),
    domainsOf(database, organization.id),
    sessionsOfOtherWays(database, organization.id, MOST_COUNTED),
  ]);
  if (!provider) return null;
  const { issuer, clientId, clientSecret, required, trustEmails, newMembers, test } = provider;
  return {
    name: providerName(issuer, organization.name),
    issuer,
    clientId,
    hasClientSecret: clientSecret !== null,
    domains,
    required,
    trustEmails,
    newMembers,
    test: test && {
      at: rfc3339(test.at),
      ok: test.problem === null,
      problem: test.problem,
      /** Only a Master Admin who has tested it may require it. */
      yours: test.by === user.id,
    },
    /** How many sessions would end if it were required now. */
    otherSessions: others.length,
  };
});
