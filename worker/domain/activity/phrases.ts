import type { LifetimePolicy } from "../policies/longest-life.ts";
import type { ProviderTerms } from "../sign-in/provider-settings.ts";
import type { Named } from "./actions.ts";

/** How many endpoints a sentence names; the others are counted. */
const MOST_TOLD = 5;

export function providerChange({ from, to, secretReplaced }: Named<"provider.changed">["detail"]): string {
  return `from ${provider(from)} to ${provider(to)}${secretReplaced ? ", with another client secret" : ""}`;
}

function provider(terms: ProviderTerms | null): string {
  if (terms === null) return "no identity provider";
  const { issuer, clientId, domains, required, trustEmails, newMembers } = terms;
  const of = domains.length > 0 ? `, the domains ${domains.join(", ")}` : "";
  const trust = trustEmails ? ", trusted for e-mail addresses" : "";
  const joins = newMembers
    ? `, new members with ${list(newMembers.permissions, "no permissions")} and ${groups(newMembers.visibilityGroups)}`
    : "";
  return `${issuer} (client ${clientId}${of}${trust}${joins}; ${required ? "required" : "not required"})`;
}

export function policy({ maxLifetimeDays, maxIdleDays, exemptServiceUsers }: LifetimePolicy): string {
  const life = maxLifetimeDays === null ? "any length of life" : `lives of at most ${maxLifetimeDays} days`;
  const idle =
    maxIdleDays === null ? "no suspension of idle ones" : `suspension after ${maxIdleDays} idle days`;
  return `${life} and ${idle}${exemptServiceUsers ? ", except for service users" : ""}`;
}

export function fromTo({ from, to }: { from: string; to: string }): string {
  return `from “${from}” to “${to}”`;
}

export function endpointChanges({ added, removed }: Named<"permission.endpoints-changed">["detail"]): string {
  const changes = [
    added.length > 0 ? `added ${some(added)}` : "",
    removed.length > 0 ? `removed ${some(removed)}` : "",
  ];
  return changes.filter((change) => change !== "").join("; ") || "put into another order";
}

export function tokenChanges({
  name,
  purpose,
  expiresAt,
  scopes,
  endpoints,
}: Named<"token.changed">["detail"]): string {
  const changes = [
    name && `its name ${fromTo(name)}`,
    purpose && `its purpose from ${quoted(purpose.from)} to ${quoted(purpose.to)}`,
    expiresAt && `its expiry from ${expiry(expiresAt.from)} to ${expiry(expiresAt.to)}`,
    scopes && `its permissions from ${limit(scopes.from)} to ${limit(scopes.to)}`,
    endpoints && `its endpoints from ${limit(endpoints.from)} to ${limit(endpoints.to)}`,
  ];
  return changes.filter((change) => change !== undefined).join("; ");
}

function quoted(text: string | null): string {
  return text === null ? "none" : `“${text}”`;
}

function expiry(at: number | null): string {
  return at === null ? "never" : new Date(at).toISOString().slice(0, 10);
}

function limit(names: readonly string[] | null): string {
  return names === null ? "no limit" : some(names);
}

/** The first of many. */
export function some(names: readonly string[]): string {
  const shown = names.slice(0, MOST_TOLD).join(", ");
  return names.length > MOST_TOLD ? `${shown} and ${names.length - MOST_TOLD} more` : shown;
}

export function counted(count: number, thing: string): string {
  return count === 1 ? `1 ${thing}` : `${count} ${thing}s`;
}

export function list(names: readonly string[], none: string): string {
  return names.length > 0 ? names.join(", ") : none;
}

export function groups(names: readonly string[]): string {
  return names.length > 0 ? `the visibility groups ${names.join(", ")}` : "no visibility groups";
}
