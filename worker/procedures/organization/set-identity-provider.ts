import { and } from "drizzle-orm";
import {
  findProvider,
  isAsRead,
  type StoredProvider,
  writeProvider,
  writeRequired,
} from "../../../db/sign-in/identity-providers.ts";
import { areFree, domainsOf, isTaken, writeDomains } from "../../../db/sign-in/provider-domains.ts";
import { endWhatItOpened } from "../../../db/sign-in/provider-sessions.ts";
import { unlinkAll } from "../../../db/sign-in/provider-subjects.ts";
import { commit } from "../../change/commit.ts";
import { demand, Refusal } from "../../domain/errors.ts";
import { domainOf } from "../../domain/sign-in/identity.ts";
import { type ProviderTerms, providerSettingsSchema } from "../../domain/sign-in/provider-settings.ts";
import { demandReachable } from "../../sign-in/oidc/outside.ts";
import { proved } from "../guards.ts";
import { demandOwnWay } from "../own-way.ts";
import { onOrganization } from "../recorded.ts";
import type { Runtime } from "../runtime.ts";
import { checkGrants } from "../team/grants.ts";
import { endSessions } from "./end-sessions.ts";

/**
 * Sets what an organization signs in with. A change of issuer, client or secret demands a new test; another issuer
 * knows nobody yet. If the provider becomes required, sessions that were opened in other ways end; with another
 * issuer or client, those that the earlier one opened end.
 * @throws Refusal `client-secret-invalid`, `domain-not-yours`, `way-too-narrow`, `domain-taken`, `provider-untested`,
 * `secrets-key-missing`, `provider-changed`
 */
export const setIdentityProvider = proved.masterAdmin
  .input(providerSettingsSchema)
  .mutation(async ({ ctx: { runtime, actor, authority }, input }) => {
    const { organization, user } = actor.member;
    const { id } = organization;
    const { database } = runtime;
    const { clientSecret: entered, ...settings } = input;
    if (settings.newMembers) await checkGrants(runtime, actor, settings.newMembers);
    demandFitIssuer(runtime, settings.issuer);
    const [before, domains] = await Promise.all([findProvider(database, id), domainsOf(database, id)]);
    const own = domainOf(user.email);
    const added = settings.domains.filter((domain) => !domains.includes(domain));
    demand(
      added.every((domain) => domain === own),
      "domain-not-yours",
      { field: "domains" },
    );
    // The organization's own provider may say of anybody invited that this is their address.
    if (added.length > 0) demandOwnWay(actor, { field: "domains" });
    const isOtherIssuer = before !== null && !isSameUrl(before.issuer, settings.issuer);
    // The earlier issuer's secret is not sent to another one.
    demand(!(isOtherIssuer && before.clientSecret && entered === undefined), "client-secret-invalid", {
      field: "clientSecret",
    });
    const clientSecret = (await isStored(runtime, before, entered)) ? undefined : entered;
    const isAnother =
      before !== null && (before.issuer !== settings.issuer || before.clientId !== settings.clientId);
    const isSame = before !== null && clientSecret === undefined && !isAnother;
    if (settings.required && !(isSame && before.required)) {
      const test = isSame ? before.test : null;
      demand(test?.by === user.id && test.problem === null, "provider-untested", { field: "required" });
    }
    const at = runtime.now();
    const next = {
      organizationId: id,
      ...settings,
      clientSecret: await sealed(runtime, before, clientSecret, id),
      changedAt: isSame ? before.changedAt : at,
    };
    const to: ProviderTerms = settings;
    const { changed } = await commit(runtime, {
      authority,
      effect: "narrows",
      at,
      expects: and(isAsRead(id, before), areFree(id, settings.domains)),
      change: writeProvider(next),
      activity: [
        onOrganization(actor, at, {
          action: "provider.changed",
          detail: {
            from: before && termsOf(before, domains),
            to,
            ...(clientSecret === undefined ? {} : { secretReplaced: true }),
          },
        }),
      ],
      consequences: [
        ...writeDomains(id, settings.domains),
        writeRequired(id, settings.required),
        ...(isAnother ? [endWhatItOpened(id)] : []),
        ...(before && before.issuer !== settings.issuer ? [unlinkAll(id, runtime.settings.access)] : []),
      ],
    });
    if (!changed) {
      if (await isTaken(database, id, settings.domains))
        throw new Refusal("domain-taken", { field: "domains" });
      throw new Refusal("provider-changed");
    }
    const over = isAnother ? await endSessions(runtime, actor, "provider-changed") : 0;
    const others = settings.required ? await endSessions(runtime, actor, "provider-required") : 0;
    return {
      ...settings,
      ended: over + others,
      signedOut: isAnother && actor.token.opened.way === "provider",
    };
  });

export function termsOf(
  { issuer, clientId, required, trustEmails, newMembers }: StoredProvider,
  domains: readonly string[],
): ProviderTerms {
  return { issuer, clientId, domains, required, trustEmails, newMembers };
}

/** An issuer may be spelled with a slash at the end and without. */
function isSameUrl(one: string, other: string): boolean {
  return URL.parse(one)?.href === URL.parse(other)?.href;
}

function demandFitIssuer({ outside }: Runtime, issuer: string): void {
  try {
    demandReachable(issuer, outside);
  } catch {
    throw new Refusal("issuer-invalid", { field: "issuer" });
  }
}

/** To enter again what is stored changes nothing. */
async function isStored(
  { vault }: Runtime,
  before: StoredProvider | null,
  entered: string | null | undefined,
): Promise<boolean> {
  if (!before?.clientSecret) return before !== null && entered === null;
  return (await vault.open(before.clientSecret, before.organizationId))?.text === entered;
}

/** The secret as it is stored. If left out, the sealed one stays. */
async function sealed(
  { vault }: Runtime,
  before: StoredProvider | null,
  clientSecret: string | null | undefined,
  organizationId: string,
): Promise<string | null> {
  if (clientSecret === undefined) return before?.clientSecret ?? null;
  if (clientSecret === null) return null;
  demand(vault.hasKey, "secrets-key-missing", { field: "clientSecret" });
  return vault.seal(clientSecret, organizationId);
}
