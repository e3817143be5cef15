/** Classes of errors; `worker/http/problem.ts` gives each its HTTP status. */
export type ErrorKind =
  | "invalid"
  | "unauthenticated"
  | "forbidden"
  | "not-found"
  | "conflict"
  | "throttled"
  | "failed"
  | "unavailable";

import { SESSION_ENDS } from "./session-ends.ts";

/** Every reason that clients can rely on, with its sentence for people. */
export const REASONS = {
  "input-invalid": ["invalid", "This value cannot be read."],
  "field-unknown": ["invalid", "There is no such field."],
  "field-missing": ["invalid", "This field is missing."],
  "batch-too-long": ["invalid", "At most 10 calls go in one batch."],
  "name-missing": ["invalid", "Give it a name."],
  "name-blank": ["invalid", "A name needs at least one visible character."],
  "name-too-long": ["invalid", "A name has at most 100 characters."],
  "name-control-characters": ["invalid", "A name cannot hold line breaks or control characters."],
  "name-is-a-secret": ["invalid", "This contains a whole token. A token is a secret: use another name."],
  "search-too-long": ["invalid", "A search term has at most 100 characters."],
  "search-is-a-secret": [
    "invalid",
    "This is a whole token, which is a secret. Search for its beginning, such as lk_3fA9xQ2LmZ7p. If others can read it where it was sent, revoke it.",
  ],
  "days-invalid": ["invalid", "Days are a whole number from 1 to 90."],
  "limit-invalid": ["invalid", "The limit is a whole number from 1 to 200."],
  "cursor-invalid": ["invalid", "This cursor does not belong to this list. Start again without a cursor."],
  "id-invalid": ["invalid", "This is not an identifier."],
  "email-invalid": ["invalid", "This is not an e-mail address."],
  "password-missing": ["invalid", "Enter your password."],
  "password-too-short": ["invalid", "A password has at least 15 characters. A few words make a good one."],
  "password-too-long": ["invalid", "A password has at most 1,000 characters."],
  "password-common": [
    "invalid",
    "This password is easy to guess. Take a few words that do not belong together.",
  ],
  "password-wrong": ["invalid", "This is not your current password."],
  "passkey-invalid": [
    "invalid",
    "The passkey was not accepted: it belongs to somebody else, or you took too long. Try again.",
  ],
  "link-invalid": ["invalid", "This link was used already, or is too old. Ask for a new one."],
  "link-needless": [
    "invalid",
    "You have a password already: sign in with it. If you forgot it, ask for a link to set a new one.",
  ],
  "expiry-invalid": ["invalid", "An expiry is a time with a zone, such as 2027-03-31T12:00:00Z."],
  "expiry-past": ["invalid", "The expiry has to lie in the future."],
  "expiry-beyond-policy": [
    "invalid",
    "The organization's policy does not allow an expiry this late, or none.",
  ],
  "policy-days-invalid": ["invalid", "A limit is a whole number of days from 1 to 3,650, or none."],
  "expiry-too-far": ["invalid", "The expiry can lie at most ten years ahead."],
  "purpose-invalid": ["invalid", "A purpose is one line of at most 200 characters."],
  "key-invalid": ["invalid", "A creation key is a UUID."],
  "scopes-invalid": ["invalid", "Permissions are a list of names, or null for all that you may do."],
  "scopes-empty": ["invalid", "Tick at least one permission, or choose all that you may do."],
  "scopes-not-held": ["invalid", "You can give a token only permissions that you hold yourself."],
  "role-invalid": ["invalid", "A role is member, superuser or master_admin."],
  "role-of-service-user": ["invalid", "A service user is always a member: it cannot sign in."],
  "contact-of-person": [
    "invalid",
    "Only a service user has a contact: people get mail at their own address.",
  ],
  "permissions-invalid": ["invalid", "Permissions are a list of their keys."],
  "permission-unknown": ["invalid", "This organization has no such permission."],
  "permission-key-invalid": [
    "invalid",
    "A key is made of letters, digits and . _ : / -, such as reports:read, at most 100 characters.",
  ],
  "permission-built-in": ["invalid", "Permissions that begin with “tokens.” are Latchkey's own."],
  "endpoint-invalid": [
    "invalid",
    "An endpoint is written METHOD /path, such as GET /reports/{id} or * /reports/*.",
  ],
  "endpoints-invalid": ["invalid", "Endpoints are a list of texts such as GET /reports/{id}."],
  "endpoints-empty": ["invalid", "Name at least one endpoint, or set no limit to endpoints."],
  "endpoints-too-many": ["invalid", "A token is limited to at most 50 endpoints."],
  "former-names-invalid": ["invalid", "Members who have left are shown by name or by pseudonym."],
  "unlisted-invalid": ["invalid", "Endpoints that no permission names are either refused or allowed."],
  "hash-invalid": ["invalid", "This is not a SHA-256 in hexadecimal digits."],
  "openapi-invalid": ["invalid", "This is not an OpenAPI document of version 3.0 or 3.1."],
  "openapi-too-long": ["invalid", "This document names more operations than a catalogue can hold."],
  "reference-unknown": ["invalid", "This refers to something that is not in the document."],
  "scopes-together": [
    "invalid",
    "This operation needs several scopes at once, but Latchkey opens a request to any one permission that names it.",
  ],
  "groups-invalid": ["invalid", "Visibility groups are a list of their names."],
  "groups-too-many": ["invalid", "A member is in at most 100 visibility groups."],
  "group-unknown": ["invalid", "This organization has no such visibility group."],
  "grace-invalid": ["invalid", "The earlier secret can stay valid for 0 to 2,592,000 seconds (30 days)."],
  "until-past": ["invalid", "The suspension has to end in the future."],
  "until-too-far": ["invalid", "A suspension lasts at most a year."],
  "state-invalid": [
    "invalid",
    "A list can be narrowed to expiring, expired, blocked, unused, suspended or earlier-secret.",
  ],
  "sort-invalid": ["invalid", "This list cannot be sorted by that."],
  "customers-too-many": ["invalid", "More than 5,000 customers can be sorted by name alone."],
  "issuer-invalid": [
    "invalid",
    "An issuer is an address such as https://login.example.com, without ? and #.",
  ],
  "client-id-invalid": ["invalid", "Enter the client id that the provider gave to this application."],
  "client-secret-invalid": ["invalid", "Enter the client secret that the provider gave to this application."],
  "domains-invalid": ["invalid", "A domain is the part after the @, such as northwind.example."],
  "domain-public": [
    "invalid",
    "Anybody can have an address at this domain, so no organization can claim it.",
  ],
  "domain-not-yours": [
    "invalid",
    "You can add only the domain of your own e-mail address. A Master Admin with an address at this domain can add it.",
  ],
  ...SESSION_ENDS,
  "credentials-wrong": ["unauthenticated", "This e-mail address and password do not belong together."],
  "passkey-refused": [
    "unauthenticated",
    "This passkey was not accepted: it is unknown here, or you took too long. Try again, or sign in another way.",
  ],
  "token-ended": ["unauthenticated", "The token is not valid."],
  "account-deactivated": [
    "unauthenticated",
    "Your account is deactivated. Ask an administrator of your organization.",
  ],
  "sign-in-throttled": ["throttled", "Too many tries. Wait a while, then try again."],
  "one-password-a-batch": [
    "throttled",
    "Only one password is checked in a batch of calls. Send the other calls on their own.",
  ],
  "passwords-busy": ["throttled", "Many people are signing in right now. Try again in a few seconds."],
  "origin-foreign": ["forbidden", "This request did not come from this web app."],
  "https-required": [
    "forbidden",
    "Tokens and passwords are accepted only over https. Replace the one that was just sent.",
  ],
  "organization-missing": [
    "forbidden",
    "This address has to name the organization whose API the gateway guards: /forward-auth/<gateway>/<organization id>.",
  ],
  "organization-other": ["forbidden", "This token belongs to another organization than this API."],
  "identity-too-large": [
    "forbidden",
    "This member's permissions and visibility groups take more than 8,000 bytes together. No gateway can pass on that much.",
  ],
  "tokens-personal-missing": [
    "forbidden",
    "Your account may not create and manage personal API tokens. An administrator of your organization can allow it.",
  ],
  "role-too-low": ["forbidden", "Only administrators of the organization may do this."],
  "master-admin-only": ["forbidden", "Only a Master Admin may do this."],
  "way-too-narrow": [
    "forbidden",
    "You signed in with an identity provider, which vouches for you in one organization only, and this reaches beyond it. Sign in with your password or a passkey to do it.",
  ],
  "proof-stale": ["forbidden", "Confirm that it is you to continue."],
  "proof-way-closed": [
    "forbidden",
    "Your organization accepts only its identity provider: confirm with it that it is you.",
  ],
  "provider-required": [
    "forbidden",
    "This organization accepts only its identity provider. Sign in with it.",
  ],
  "other-sign-in-needed": [
    "forbidden",
    "The identity provider of one organization does not open another. Sign in to that one in a way that it accepts.",
  ],
  "access-refused": ["forbidden", "Cloudflare Access did not let you in here."],
  "not-yourself": ["forbidden", "You cannot do this to yourself. Another administrator has to do it."],
  "service-users-only": ["forbidden", "People make their own tokens."],
  "member-deactivated": ["forbidden", "This member is deactivated."],
  "suspended-by-administrator": [
    "forbidden",
    "An administrator suspended this token. Only an administrator can resume it.",
  ],
  "self-rotation-off": [
    "forbidden",
    "This token may not rotate itself. Make one that may, or rotate it in the web app.",
  ],
  "partners-only": ["forbidden", "Only members of a partner organization may do this."],
  "passkey-missing": ["not-found", "There is no such passkey. It may have been removed already."],
  "token-unknown": ["not-found", "There is no such token. It may have been revoked already."],
  "secondary-token-unknown": ["not-found", "There is no such token or session. It may have ended already."],
  "member-unknown": ["not-found", "There is no such member in this organization."],
  "group-missing": ["not-found", "There is no such visibility group in this organization."],
  "permission-missing": ["not-found", "There is no such permission in this organization."],
  "organization-unknown": ["not-found", "You are not a member of such an organization."],
  "mail-unknown": ["not-found", "This mail is not waiting. It may have been delivered."],
  "path-unknown": ["not-found", "There is nothing at this address."],
  "provider-missing": ["not-found", "This organization has no identity provider."],
  "not-invited": ["conflict", "This member needs no invitation: they have accepted one, or are deactivated."],
  "creation-key-spent": [
    "conflict",
    "This token was generated already, and has been used or revoked since. Look for it in the list, or start again.",
  ],
  "already-member": ["conflict", "Somebody with this address is a member of this organization already."],
  "member-changed": [
    "conflict",
    "Somebody else has changed this member in the meantime. Look at it again before you save.",
  ],
  "last-master-admin": ["conflict", "An organization keeps at least one active Master Admin."],
  "token-limit": ["conflict", "A member holds at most 500 API tokens. Revoke one that is no longer used."],
  "passkey-limit": ["conflict", "A person has at most 20 passkeys. Remove one that is no longer used."],
  "passkey-known": ["conflict", "This passkey was added already."],
  "token-not-live": ["conflict", "This token has expired or is suspended."],
  "token-changed": ["conflict", "Somebody else has changed this token in the meantime. Look at it again."],
  "domain-taken": ["conflict", "This domain belongs to another organization here."],
  "provider-untested": [
    "conflict",
    "Before you require it of everybody, sign in with it once yourself: choose Test.",
  ],
  "provider-changed": [
    "conflict",
    "Somebody else has changed the identity provider in the meantime. Look at it again before you save.",
  ],
  "secrets-key-missing": [
    "conflict",
    "A client secret cannot be stored: the operator of Latchkey has to set SECRETS_KEY. npm run deploy does it.",
  ],
  "group-exists": ["conflict", "There is a visibility group of this name already."],
  "catalogue-changed": ["conflict", "The permissions are being changed by others right now. Try again."],
  "too-many-permissions": ["conflict", "An organization defines at most 200 permissions of its own."],
  "too-many-endpoints": [
    "conflict",
    "A permission names at most 100 endpoints, all of an organization's at most 1,000.",
  ],
  "too-many-groups": ["conflict", "An organization defines at most 1,000 visibility groups."],
  unexpected: ["failed", "Something went wrong on our side. Try again in a moment."],
  "database-unavailable": ["unavailable", "The database does not answer right now. Try again in a moment."],
  "database-schema": [
    "unavailable",
    "The database's tables do not fit this version of Latchkey. Its operator has to apply the migrations.",
  ],
} as const satisfies Record<string, readonly [ErrorKind, string]>;

export type Reason = keyof typeof REASONS;

export function isReason(text: string): text is Reason {
  return Object.hasOwn(REASONS, text);
}

type Circumstances = {
  /** The input field to blame, by its name on the wire. */
  field?: string;
  /** What exactly is wrong there, for reasons that can have several causes. */
  problem?: string;
  /** The permission that would have been needed. */
  missing?: string;
  /** The identity provider to sign in with instead. */
  provider?: { name: string; url: string };
  /** Whole seconds until trying again makes sense. */
  retryAfterS?: number;
  /** The log's reference, by which the operator finds the fault. */
  reference?: string;
};

/** A refusal to answer. Carries a reason for the client, never a secret. */
export class Refusal extends Error {
  readonly reason: Reason;
  readonly kind: ErrorKind;
  readonly circumstances: Circumstances;

  constructor(reason: Reason, circumstances: Circumstances = {}) {
    super(REASONS[reason][1]);
    this.name = "Refusal";
    this.reason = reason;
    this.kind = REASONS[reason][0];
    this.circumstances = circumstances;
  }
}

/** @throws Refusal with this reason unless `met`. */
export function demand(met: boolean, reason: Reason, circumstances?: Circumstances): asserts met {
  if (!met) throw new Refusal(reason, circumstances);
}
