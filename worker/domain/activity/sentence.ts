import { moment } from "../moment.ts";
import { ROLE_NAMES } from "../organizations/roles.ts";
import { providerName } from "../sign-in/provider-name.ts";
import { BY_WAY } from "../sign-in/way.ts";
import type { Action, Activity, EarlierSecretEnd, Named } from "./actions.ts";
import {
  counted,
  endpointChanges,
  fromTo,
  groups,
  list,
  policy,
  providerChange,
  some,
  tokenChanges,
} from "./phrases.ts";

type Told = Action & Pick<Activity, "actor" | "subject" | "token">;

/** An activity as a sentence for people. */
export function sentence(told: Told): string {
  const actor = told.actor?.name ?? "Latchkey";
  const own = told.subject === null || told.subject.id === told.actor?.id;
  const subject = told.subject?.name ?? "a member";
  const owner = own ? "their" : `${subject}'s`;
  const named = told.token ? ` “${told.token.name}”` : "";
  switch (told.action) {
    case "session.signed-in":
      return `${actor} signed in${told.detail.way ? ` ${BY_WAY[told.detail.way]}` : ""}.`;
    case "session.proved":
      return `${actor} confirmed who they are ${BY_WAY[told.detail.way]}.`;
    case "session.sign-in-refused":
      return `Somebody tried to sign in as ${subject} and was refused.`;
    case "session.break-glass":
      return `${actor}, a Master Admin, signed in ${told.detail.way === "api-token-auth" ? "at /api-token-auth" : BY_WAY[told.detail.way]} although the identity provider is required.`;
    case "provider.changed":
      return `${actor} changed how the organization signs in ${providerChange(told.detail)}.`;
    case "provider.tested":
      return told.detail.problem === null
        ? `${actor} tested the identity provider: it works.`
        : `${actor} tested the identity provider: it failed with ${told.detail.problem}.`;
    case "provider.required-off":
      return "Latchkey's operator switched off that the identity provider is required.";
    case "member.linked":
      return `${actor} signed in with the identity provider ${providerName(told.detail.issuer, told.detail.issuer)} for the first time.`;
    case "member.joined":
      return `${actor} joined through the identity provider, with ${list(told.detail.permissions, "no permissions")} and ${groups(told.detail.visibilityGroups)}.`;
    case "password.set":
      return told.detail.through === "profile"
        ? `${actor} changed their password.`
        : `${actor} set their password.`;
    case "passkey.added":
      return `${actor} added the passkey “${told.detail.name}”.`;
    case "passkey.removed":
      return `${actor} removed the passkey “${told.detail.name}”.`;
    case "passkey.renamed":
      return `${actor} renamed the passkey ${fromTo(told.detail)}.`;
    case "passkey.counter-went-back":
      return `The passkey “${told.detail.name}” of ${subject} counted back from ${told.detail.from} to ${told.detail.to}: there may be a copy of it.`;
    case "profile.renamed":
      return `${actor} changed their name ${fromTo(told.detail)}.`;
    case "organization.created":
      return `The organization “${told.detail.name}” was created, with ${subject} as its Master Admin.`;
    case "member.invited":
      return `${actor} invited ${subject} as ${ROLE_NAMES[told.detail.role]}, with ${list(told.detail.permissions, "no permissions")} and ${groups(told.detail.visibilityGroups)}.`;
    case "member.invited-again":
      return `${actor} invited ${subject} again.`;
    case "service-user.added":
      return `${actor} added the service user ${subject}, with ${list(told.detail.permissions, "no permissions")} and ${groups(told.detail.visibilityGroups)}.`;
    case "member.removed":
      return `${actor} removed ${subject}, who was ${ROLE_NAMES[told.detail.role]}.`;
    case "member.left":
      return `${actor} left the organization, and was ${ROLE_NAMES[told.detail.role]}.`;
    case "member.renamed":
      return `${actor} changed ${owner} name ${fromTo(told.detail)}.`;
    case "member.role-changed":
      return `${actor} changed ${owner} role from ${ROLE_NAMES[told.detail.from]} to ${ROLE_NAMES[told.detail.to]}.`;
    case "member.permissions-changed":
      return `${actor} changed ${owner} permissions from ${list(told.detail.from, "none")} to ${list(told.detail.to, "none")}.`;
    case "member.groups-changed":
      return `${actor} changed ${owner} visibility groups from ${list(told.detail.from, "none")} to ${list(told.detail.to, "none")}.`;
    case "policy.changed":
      return `${actor} changed the policy for API tokens from ${policy(told.detail.from)} to ${policy(told.detail.to)}.`;
    case "member.contact-changed":
      return `${actor} changed ${owner} contact from ${told.detail.from ?? "nobody"} to ${told.detail.to ?? "nobody"}.`;
    case "member.deactivated":
      return `${actor} deactivated ${subject}.`;
    case "member.reactivated":
      return `${actor} activated ${subject} again.`;
    case "group.defined":
      return `${actor} defined the visibility group “${told.detail.name}”.`;
    case "group.renamed":
      return `${actor} renamed the visibility group “${told.detail.from}” to “${told.detail.to}”.`;
    case "group.removed":
      return `${actor} removed the visibility group “${told.detail.name}”.`;
    case "permission.defined":
      return `${actor} defined the permission ${told.detail.key}: “${told.detail.description}”.`;
    case "permission.described":
      return `${actor} changed the description of ${told.detail.key} ${fromTo(told.detail)}.`;
    case "permission.removed":
      return `${actor} removed the permission ${told.detail.key}: “${told.detail.description}”.`;
    case "token.created":
      return `${actor} generated ${owner} API token${named}.`;
    case "permission.endpoints-changed":
      return `${actor} changed the endpoints of ${told.detail.key}: ${endpointChanges(told.detail)}.`;
    case "endpoints.imported":
      return `${actor} imported ${counted(told.detail.endpoints, "endpoint")} of ${some(told.detail.keys)} from an OpenAPI document.`;
    case "endpoints.unlisted-set":
      return told.detail.to === "allow"
        ? `${actor} left open the endpoints that no permission names.`
        : `${actor} closed the endpoints that no permission names.`;
    case "organization.former-names-set":
      return told.detail.to === "pseudonym"
        ? `${actor} chose pseudonyms for members who have left.`
        : `${actor} chose to keep the names of members who leave.`;
    case "token.changed":
      return `${actor} changed ${owner} API token${named}: ${tokenChanges(told.detail)}.`;
    case "token.renamed":
      return `${actor} renamed ${owner} API token “${told.detail.from}” to “${told.detail.to}”.`;
    case "mail.sent-again":
      return `${actor} had a mail sent again that was not delivered.`;
    case "token.rotated":
      return `${actor} rotated ${owner} API token${named}${told.detail.earlierEndsAt === null ? "; the earlier secret ended at once" : ""}.`;
    case "token.earlier-secret-ended":
      return earlierEnded(told.detail.because, actor, owner, named);
    case "token.retired-secret-used":
      return `Somebody used a retired secret of ${subject}'s API token${named} and was refused.`;
    case "token.suspended":
      return told.detail.by === "policy"
        ? `The organization's policy suspended ${subject}'s API token${named}, which lay idle.`
        : `${actor} suspended ${owner} API token${named}${told.detail.until === null ? "" : ` until ${moment(told.detail.until)}`}.`;
    case "token.resumed":
      return `${actor} resumed ${owner} API token${named}.`;
    case "tokens.all-ended":
      return `${actor} ended all ${told.detail.tokens} sessions and API tokens of ${own ? "theirs" : subject}.`;
    case "token.revoked":
      return revoked(told.detail, actor, owner, named);
  }
}

function earlierEnded(because: EarlierSecretEnd, actor: string, owner: string, named: string): string {
  switch (because) {
    case "first-use":
      return `The earlier secret of the API token${named} ended: the new one was used.`;
    case "time":
      return `The earlier secret of the API token${named} ended: its time was over.`;
    case "asked":
      return `${actor} ended the earlier secret of ${owner} API token${named}.`;
  }
}

function subjectOf(owner: string): string {
  return owner === "their" ? "A" : owner;
}

function revoked(
  { kind, by, because, again }: Named<"token.revoked">["detail"],
  actor: string,
  owner: string,
  named: string,
): string {
  if (because === "password-changed")
    return `${owner === "their" ? `A session of ${actor}` : `${owner} session`} ended because the password was changed.`;
  if (because === "provider-required")
    return `${subjectOf(owner)} session ended because the identity provider is required.`;
  if (because === "provider-changed")
    return `${subjectOf(owner)} session ended because the identity provider that opened it was removed or replaced.`;
  if (again) {
    const what = kind === "session" ? "session" : `API token${named}`;
    return `${actor} ended ${owner} ${what} again, after the database was put back to an earlier point.`;
  }
  if (kind === "session")
    return owner === "their" ? `${actor} signed out.` : `${actor} ended ${owner} session.`;
  if (by === "holder") return `Somebody who held it revoked ${owner} API token${named}.`;
  return `${actor} revoked ${owner} API token${named}.`;
}
