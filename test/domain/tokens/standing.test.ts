import { describe, expect, test } from "vitest";
import { DAY_MS } from "../../../worker/domain/durations.ts";
import { endsAt, standing } from "../../../worker/domain/tokens/standing.ts";

const SETTINGS = { sessionIdleMs: 7 * DAY_MS };
const NOW = Date.parse("2026-11-21T10:00:00Z");

const organization = { id: "org_000000000000", name: "O", kind: "customer" as const, apiPermissions: [] };
const member = {
  organization,
  role: "member" as const,
  permissions: ["tokens.personal"],
  deactivatedAt: null as number | null,
};
const api = { kind: "api" as const, createdAt: NOW - DAY_MS, expiresAt: null, lastUsedAt: null };
const session = { ...api, kind: "session" as const, expiresAt: NOW + 30 * DAY_MS };

const apiOf = (owner: Partial<typeof member>) => standing(api, { ...member, ...owner }, NOW, SETTINGS);
const sessionWith = (times: object) => standing({ ...session, ...times }, member, NOW, SETTINGS);

describe("an API token", () => {
  test.each([
    [NOW + 1, "good"],
    [NOW, "expired"],
    [NOW - 1, "expired"],
  ])("that expires at %i is, at the instant, %s", (expiresAt, expected) => {
    expect(standing({ ...api, expiresAt }, member, NOW, SETTINGS)).toBe(expected);
  });

  test("without an expiry never ends, however long it lies idle", () => {
    expect(endsAt(api, SETTINGS)).toBe(Number.POSITIVE_INFINITY);
    expect(standing({ ...api, createdAt: 0 }, member, NOW, SETTINGS)).toBe("good");
  });

  test("is not honoured while its member lacks tokens.personal, and is again once it is given back", () => {
    expect(apiOf({ permissions: [] })).toBe("not-permitted");
    expect(apiOf({ permissions: ["tokens.introspect"] })).toBe("not-permitted");
    expect(apiOf({})).toBe("good");
  });

  test("of a Master Admin holds tokens.personal without a grant", () => {
    expect(standing(api, { ...member, role: "master_admin", permissions: [] }, NOW, SETTINGS)).toBe("good");
  });

  test("of a deactivated member is refused, whenever that was", () => {
    expect(apiOf({ deactivatedAt: NOW })).toBe("deactivated");
    expect(apiOf({ deactivatedAt: 0 })).toBe("deactivated");
  });
});

describe("a session", () => {
  test.each([
    ["used just within the idle time", { lastUsedAt: NOW - 7 * DAY_MS + 1 }, "good"],
    ["idle to the millisecond", { lastUsedAt: NOW - 7 * DAY_MS }, "expired"],
    ["never used, made just within the idle time", { createdAt: NOW - 7 * DAY_MS + 1 }, "good"],
    ["never used since it was made", { createdAt: NOW - 7 * DAY_MS }, "expired"],
    ["in constant use, at its absolute end", { lastUsedAt: NOW, expiresAt: NOW }, "expired"],
    ["in constant use, just before", { lastUsedAt: NOW, expiresAt: NOW + 1 }, "good"],
  ])("%s", (_, times, expected) => {
    expect(sessionWith(times)).toBe(expected);
  });

  test("needs no permission", () => {
    expect(standing(session, { ...member, permissions: [] }, NOW, SETTINGS)).toBe("good");
  });

  test("of a deactivated member is refused", () => {
    expect(standing(session, { ...member, deactivatedAt: 1 }, NOW, SETTINGS)).toBe("deactivated");
  });
});
