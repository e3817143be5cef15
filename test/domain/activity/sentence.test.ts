import { describe, expect, test } from "vitest";
import type { Action, Activity } from "../../../worker/domain/activity/actions.ts";
import { sentence } from "../../../worker/domain/activity/sentence.ts";

type DetailOf<Name, One = Action> = One extends Action
  ? Name extends One["action"]
    ? One["detail"]
    : never
  : never;

/** The sentence if the actor did it to themselves, to somebody else, or if nobody was signed in. */
type By = Record<"own" | "others" | "nobodys", string>;
type Some<Of> = { [One in keyof Of]: Pick<Of, One> & Partial<Of> }[keyof Of];

type Told<Name> = Some<By> & { detail: DetailOf<Name>; token?: Activity["token"] };

const actor = { id: "usr_actor0000000", name: "Samuel Okafor" };
const subject = { id: "usr_subject00000", name: "Mei Tanaka" };
const token = { id: "token0000000", name: "CI" };
const grants = { role: "member", permissions: ["a", "b"], visibilityGroups: [] } as const;

const TOLD: { [Name in Action["action"]]: Told<Name> } = {
  "session.signed-in": { detail: { userAgent: null, clientAddress: "" }, own: "Samuel Okafor signed in." },
  "session.proved": {
    detail: { way: "password" },
    own: "Samuel Okafor confirmed who they are with a password.",
  },
  "session.break-glass": {
    detail: { way: "password", clientAddress: "192.0.2.1" },
    own: "Samuel Okafor, a Master Admin, signed in with a password although the identity provider is required.",
  },
  "provider.changed": {
    detail: { from: null, to: null, secretReplaced: true },
    own: "Samuel Okafor changed how the organization signs in from no identity provider to no identity provider, with another client secret.",
  },
  "provider.tested": {
    detail: { problem: null },
    own: "Samuel Okafor tested the identity provider: it works.",
  },
  "provider.required-off": {
    detail: {},
    nobodys: "Latchkey's operator switched off that the identity provider is required.",
  },
  "member.linked": {
    detail: { issuer: "https://accounts.google.com" },
    own: "Samuel Okafor signed in with the identity provider Google for the first time.",
  },
  "member.joined": {
    detail: grants,
    own: "Samuel Okafor joined through the identity provider, with a, b and no visibility groups.",
  },
  "session.sign-in-refused": {
    detail: { clientAddress: "192.0.2.1" },
    nobodys: "Somebody tried to sign in as Mei Tanaka and was refused.",
  },
  "password.set": { detail: { through: "invitation" }, own: "Samuel Okafor set their password." },
  "passkey.added": {
    detail: { name: "Phone" },
    own: "Samuel Okafor added the passkey “Phone”.",
  },
  "passkey.removed": {
    detail: { name: "Phone" },
    own: "Samuel Okafor removed the passkey “Phone”.",
  },
  "passkey.renamed": {
    detail: { from: "Phone", to: "My phone" },
    own: "Samuel Okafor renamed the passkey from “Phone” to “My phone”.",
  },
  "passkey.counter-went-back": {
    detail: { name: "Phone", from: 9, to: 4 },
    own: "The passkey “Phone” of Samuel Okafor counted back from 9 to 4: there may be a copy of it.",
  },
  "profile.renamed": {
    detail: { from: "Sam", to: "Samuel" },
    own: "Samuel Okafor changed their name from “Sam” to “Samuel”.",
  },
  "organization.created": {
    detail: { name: "Northwind" },
    nobodys: "The organization “Northwind” was created, with Mei Tanaka as its Master Admin.",
  },
  "member.invited": {
    detail: grants,
    others: "Samuel Okafor invited Mei Tanaka as Member, with a, b and no visibility groups.",
  },
  "member.invited-again": { detail: {}, others: "Samuel Okafor invited Mei Tanaka again." },
  "service-user.added": {
    detail: { role: "member", permissions: [], visibilityGroups: ["EMEA", "APAC"] },
    others:
      "Samuel Okafor added the service user Mei Tanaka, with no permissions and the visibility groups EMEA, APAC.",
  },
  "member.removed": {
    detail: { ...grants, role: "superuser" },
    others: "Samuel Okafor removed Mei Tanaka, who was Organization Superuser.",
  },
  "member.left": {
    detail: { ...grants, role: "superuser" },
    own: "Samuel Okafor left the organization, and was Organization Superuser.",
  },
  "member.renamed": {
    detail: { from: "Mei", to: "Mei T." },
    others: "Samuel Okafor changed Mei Tanaka's name from “Mei” to “Mei T.”.",
    own: "Samuel Okafor changed their name from “Mei” to “Mei T.”.",
  },
  "member.role-changed": {
    detail: { from: "member", to: "master_admin" },
    others: "Samuel Okafor changed Mei Tanaka's role from Member to Master Admin.",
  },
  "member.permissions-changed": {
    detail: { from: [], to: ["a", "b"] },
    others: "Samuel Okafor changed Mei Tanaka's permissions from none to a, b.",
  },
  "member.groups-changed": {
    detail: { from: ["EMEA"], to: [] },
    others: "Samuel Okafor changed Mei Tanaka's visibility groups from EMEA to none.",
  },
  "policy.changed": {
    detail: {
      from: { maxLifetimeDays: null, maxIdleDays: null, exemptServiceUsers: false },
      to: { maxLifetimeDays: 90, maxIdleDays: 30, exemptServiceUsers: true },
    },
    own: "Samuel Okafor changed the policy for API tokens from any length of life and no suspension of idle ones to lives of at most 90 days and suspension after 30 idle days, except for service users.",
  },
  "member.contact-changed": {
    detail: { from: null, to: "ops@northwind.example" },
    others: "Samuel Okafor changed Mei Tanaka's contact from nobody to ops@northwind.example.",
  },
  "member.deactivated": { detail: {}, others: "Samuel Okafor deactivated Mei Tanaka." },
  "member.reactivated": { detail: {}, others: "Samuel Okafor activated Mei Tanaka again." },
  "group.defined": {
    detail: { name: "EMEA" },
    own: "Samuel Okafor defined the visibility group “EMEA”.",
  },
  "group.renamed": {
    detail: { from: "EMEA", to: "Europe" },
    own: "Samuel Okafor renamed the visibility group “EMEA” to “Europe”.",
  },
  "group.removed": {
    detail: { name: "EMEA" },
    own: "Samuel Okafor removed the visibility group “EMEA”.",
  },
  "permission.defined": {
    detail: { key: "a", description: "Can a" },
    own: "Samuel Okafor defined the permission a: “Can a”.",
  },
  "permission.described": {
    detail: { key: "a", from: "Can a", to: "Does a" },
    own: "Samuel Okafor changed the description of a from “Can a” to “Does a”.",
  },
  "permission.removed": {
    detail: { key: "a", description: "Can a" },
    own: "Samuel Okafor removed the permission a: “Can a”.",
  },
  "permission.endpoints-changed": {
    detail: {
      key: "a",
      added: ["GET /1", "GET /2", "GET /3", "GET /4", "GET /5", "GET /6"],
      removed: ["GET /0"],
    },
    own: "Samuel Okafor changed the endpoints of a: added GET /1, GET /2, GET /3, GET /4, GET /5 and 1 more; removed GET /0.",
  },
  "endpoints.imported": {
    detail: { keys: ["a", "b"], endpoints: 1 },
    own: "Samuel Okafor imported 1 endpoint of a, b from an OpenAPI document.",
  },
  "endpoints.unlisted-set": {
    detail: { to: "allow" },
    own: "Samuel Okafor left open the endpoints that no permission names.",
  },
  "organization.former-names-set": {
    detail: { to: "pseudonym" },
    own: "Samuel Okafor chose pseudonyms for members who have left.",
  },
  "token.changed": {
    detail: {
      name: { from: "CI", to: "CI 2" },
      expiresAt: { from: null, to: 0 },
      scopes: { from: ["a"], to: null },
      endpoints: { from: null, to: ["GET /1"] },
    },
    token,
    own: "Samuel Okafor changed their API token “CI”: its name from “CI” to “CI 2”; its expiry from never to 1970-01-01; its permissions from a to no limit; its endpoints from no limit to GET /1.",
    others:
      "Samuel Okafor changed Mei Tanaka's API token “CI”: its name from “CI” to “CI 2”; its expiry from never to 1970-01-01; its permissions from a to no limit; its endpoints from no limit to GET /1.",
  },
  "token.created": {
    detail: { expiresAt: null, scopes: null },
    token,
    own: "Samuel Okafor generated their API token “CI”.",
    others: "Samuel Okafor generated Mei Tanaka's API token “CI”.",
  },
  "token.renamed": {
    detail: { from: "CI", to: "Build" },
    own: "Samuel Okafor renamed their API token “CI” to “Build”.",
  },
  "mail.sent-again": {
    detail: {},
    own: "Samuel Okafor had a mail sent again that was not delivered.",
  },
  "token.rotated": {
    detail: { expiresAt: { from: null, to: null }, earlierEndsAt: null, endsAtFirstUse: false },
    token,
    own: "Samuel Okafor rotated their API token “CI”; the earlier secret ended at once.",
    others: "Samuel Okafor rotated Mei Tanaka's API token “CI”; the earlier secret ended at once.",
  },
  "token.earlier-secret-ended": {
    detail: { because: "asked" },
    token,
    own: "Samuel Okafor ended the earlier secret of their API token “CI”.",
    others: "Samuel Okafor ended the earlier secret of Mei Tanaka's API token “CI”.",
  },
  "token.retired-secret-used": {
    detail: {},
    token,
    nobodys: "Somebody used a retired secret of Mei Tanaka's API token “CI” and was refused.",
  },
  "token.suspended": {
    detail: { until: Date.UTC(2026, 10, 21, 10), by: "administrator" },
    token,
    own: "Samuel Okafor suspended their API token “CI” until 2026-11-21 10:00 UTC.",
    others: "Samuel Okafor suspended Mei Tanaka's API token “CI” until 2026-11-21 10:00 UTC.",
  },
  "token.resumed": {
    detail: {},
    token,
    own: "Samuel Okafor resumed their API token “CI”.",
    others: "Samuel Okafor resumed Mei Tanaka's API token “CI”.",
  },
  "tokens.all-ended": {
    detail: { tokens: 50_000, by: "administrator" },
    own: "Samuel Okafor ended all 50000 sessions and API tokens of theirs.",
    others: "Samuel Okafor ended all 50000 sessions and API tokens of Mei Tanaka.",
  },
  "token.revoked": {
    detail: { kind: "api", by: "owner" },
    token,
    own: "Samuel Okafor revoked their API token “CI”.",
    others: "Samuel Okafor revoked Mei Tanaka's API token “CI”.",
  },
};

const cases = Object.entries(TOLD).flatMap(([action, { own, others, nobodys, token = null, detail }]) => {
  const activity = { action, detail, token } as Action & Pick<Activity, "token">;
  return [
    [own, { ...activity, actor, subject: actor }],
    [others, { ...activity, actor, subject }],
    [nobodys, { ...activity, actor: null, subject }],
  ].filter(([text]) => text) as [string, Parameters<typeof sentence>[0]][];
});

describe("an activity is told as a sentence", () => {
  test.each(cases)("%s", (text, activity) => {
    expect(sentence(activity)).toBe(text);
  });

  const revoked = (detail: Extract<Action, { action: "token.revoked" }>["detail"]) =>
    ({ action: "token.revoked", detail, actor, token }) as const;

  test.each([
    [{ kind: "session", by: "owner" }, actor, "Samuel Okafor signed out."],
    [{ kind: "session", by: "administrator" }, subject, "Samuel Okafor ended Mei Tanaka's session."],
    [{ kind: "api", by: "holder" }, subject, "Somebody who held it revoked Mei Tanaka's API token “CI”."],
    [
      { kind: "api", by: "owner", again: 1 },
      subject,
      "Samuel Okafor ended Mei Tanaka's API token “CI” again, after the database was put back to an earlier point.",
    ],
  ] as const)("what ended, by whom: %j", (detail, subject, text) => {
    expect(sentence({ ...revoked(detail), subject })).toBe(text);
  });

  test("a password that was changed, and one that was set", () => {
    const set = (through: "profile" | "password-reset") =>
      sentence({ action: "password.set", detail: { through }, actor, subject: actor, token: null });
    expect(set("profile")).toBe("Samuel Okafor changed their password.");
    expect(set("password-reset")).toBe("Samuel Okafor set their password.");
  });
});

test("a session that ended because the password was changed says so", () => {
  const detail = { kind: "session", by: "owner", because: "password-changed" } as const;
  const told = { action: "token.revoked", detail, actor, token } as const;
  expect(sentence({ ...told, subject: actor })).toBe(
    "A session of Samuel Okafor ended because the password was changed.",
  );
  expect(sentence({ ...told, subject })).toBe("Mei Tanaka's session ended because the password was changed.");
});
