import { expect, test } from "vitest";
import { readSettings, settingProblems } from "../../worker/domain/settings.ts";

const VARIABLES = {
  TOKEN_PREFIX: "lk",
  SESSION_IDLE_DAYS: "7",
  SESSION_ABSOLUTE_DAYS: "30",
  MAIL_FROM: "Latchkey <latchkey@example.com>",
};

test("days become milliseconds", () => {
  expect(readSettings(VARIABLES)).toMatchObject({
    sessionIdleMs: 604_800_000,
    sessionAbsoluteMs: 2_592_000_000,
  });
});

test("all activity is kept, unless days are set", () => {
  expect(readSettings({ ...VARIABLES, ACTIVITY_RETENTION_DAYS: "" }).activityRetentionMs).toBeNull();
  expect(readSettings({ ...VARIABLES, ACTIVITY_RETENTION_DAYS: "400" }).activityRetentionMs).toBe(
    400 * 86_400_000,
  );
});

test("a proof counts for 8 hours, unless hours are set; for 0 it always does", () => {
  expect(readSettings(VARIABLES).proofMs).toBe(8 * 3_600_000);
  expect(readSettings({ ...VARIABLES, PROOF_HOURS: "0.5" }).proofMs).toBe(1_800_000);
  expect(readSettings({ ...VARIABLES, PROOF_HOURS: "0" }).proofMs).toBeNull();
});

test.each([
  ["PROOF_HOURS", "-1"],
  ["PROOF_HOURS", "a day"],
  ["PROOF_HOURS", "721"],
  ["TOKEN_PREFIX", ""],
  ["TOKEN_PREFIX", "LK"],
  ["TOKEN_PREFIX", "l_k"],
  ["TOKEN_PREFIX", "abcdefghijkl"],
  ["SESSION_IDLE_DAYS", "0"],
  ["SESSION_IDLE_DAYS", "soon"],
  ["SESSION_ABSOLUTE_DAYS", "-1"],
  ["SESSION_ABSOLUTE_DAYS", "Infinity"],
  ["ACTIVITY_RETENTION_DAYS", "0"],
  ["ACTIVITY_RETENTION_DAYS", "1.5"],
  ["ACTIVITY_RETENTION_DAYS", "for ever"],
  ["MAIL_FROM", ""],
  ["PUBLIC_ORIGIN", "tokens.example.com"],
  ["PUBLIC_ORIGIN", "https://tokens.example.com/"],
  ["PUBLIC_ORIGIN", "javascript:alert(1)"],
  ["ACCESS_TEAM_DOMAIN", "northwind"],
  ["ACCESS_TEAM_DOMAIN", "https://northwind.cloudflareaccess.com/"],
  ["ACCESS_AUDIENCE", "two words"],
  ["ACCESS_ORGANIZATION", "Northwind Labs"],
])("%s = %j is named, before a request is answered with it", (name, value) => {
  expect(() => readSettings({ ...VARIABLES, [name]: value })).toThrow(name);
});

test("what cannot be is told by name, all at once, with what can be", () => {
  expect(settingProblems(VARIABLES)).toEqual([]);
  expect(settingProblems({ ...VARIABLES, TOKEN_PREFIX: "LK", SESSION_IDLE_DAYS: "soon" })).toEqual([
    "TOKEN_PREFIX must be a lower-case letter, then up to ten lower-case letters and digits",
    "SESSION_IDLE_DAYS must be a number of days above 0, up to 3650",
  ]);
});

test("Cloudflare Access has all of its settings, or none", () => {
  const all = {
    ACCESS_TEAM_DOMAIN: "northwind.cloudflareaccess.com",
    ACCESS_AUDIENCE: "4714c1358e65",
    ACCESS_ORGANIZATION: "org_3fA9xQ2LmZ7p",
  };
  expect(readSettings(VARIABLES).access).toBeNull();
  expect(readSettings({ ...VARIABLES, ...all }).access).toEqual({
    issuer: "https://northwind.cloudflareaccess.com",
    audience: "4714c1358e65",
    organizationId: "org_3fA9xQ2LmZ7p",
  });
  for (const name of Object.keys(all))
    expect(settingProblems({ ...VARIABLES, ...all, [name]: "" })).toEqual([
      `${name} must be set too, as ACCESS_TEAM_DOMAIN, ACCESS_AUDIENCE, ACCESS_ORGANIZATION belong together`,
    ]);
});
