import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { DAY_MS } from "../../../worker/domain/durations.ts";
import { renewedExpiry, rotate, type Secrets, secretOf } from "../../../worker/domain/tokens/rotation.ts";
import { TokenHash } from "../../../worker/domain/tokens/secret.ts";

const NOW = 1_000_000_000;
const hash = (digit: string) => new TokenHash(digit.repeat(64));
const [present, earlier] = [hash("a"), hash("b")];

const secrets = (more: Partial<Secrets> = {}): Secrets => ({
  hash: present,
  earlier: null,
  createdAt: NOW - 60 * DAY_MS,
  rotatedAt: null,
  expiresAt: null,
  ...more,
});
const held = (more: object = {}) => ({
  hash: earlier,
  endsAt: NOW + DAY_MS,
  endsAtFirstUse: true,
  newSecretUsed: false,
  ...more,
});

describe("which secret was presented", () => {
  test("the present one, whatever else there is", () => {
    expect(secretOf(secrets({ earlier: held() }), present, NOW)).toBe("present");
  });

  test.each([
    [NOW + 1, "earlier"],
    [NOW, "retired"],
    [NOW - 1, "retired"],
  ])("an earlier one that ends at %i is, at the instant, %s", (endsAt, expected) => {
    expect(secretOf(secrets({ earlier: held({ endsAt }) }), earlier, NOW)).toBe(expected);
  });

  test("none of them", () => {
    expect(secretOf(secrets(), earlier, NOW)).toBeNull();
    expect(secretOf(secrets({ earlier: held() }), hash("c"), NOW)).toBeNull();
  });
});

describe("a rotation", () => {
  test("makes the present secret the earlier one, for seven days unless said", () => {
    expect(rotate(secrets(), NOW, {})).toEqual({
      earlier: { hash: present, endsAt: NOW + 7 * DAY_MS, endsAtFirstUse: true },
      retired: [],
    });
  });

  test("ends it at once without a grace", () => {
    expect(rotate(secrets(), NOW, { graceS: 0 })).toEqual({ earlier: null, retired: [present] });
  });

  test("lets no secret outlive its former expiry", () => {
    const { earlier } = rotate(secrets({ expiresAt: NOW + 5 }), NOW, {});
    expect(earlier?.endsAt).toBe(NOW + 5);
  });

  test("replaces a new secret that was never used, and leaves the earlier one as it is", () => {
    expect(rotate(secrets({ earlier: held() }), NOW, {})).toEqual({
      earlier: { hash: earlier, endsAt: NOW + DAY_MS, endsAtFirstUse: true },
      retired: [present],
    });
  });

  test("can end that one sooner, not later", () => {
    const endOf = (graceS: number) => rotate(secrets({ earlier: held() }), NOW, { graceS }).earlier?.endsAt;
    expect(endOf(60)).toBe(NOW + 60_000);
    expect(endOf(7 * 86_400)).toBe(NOW + DAY_MS);
    expect(rotate(secrets({ earlier: held() }), NOW, { graceS: 0 }).retired).toEqual([present, earlier]);
  });

  test("makes a new secret that was used the earlier one: two hold at most", () => {
    const used = held({ endsAtFirstUse: false, newSecretUsed: true });
    expect(rotate(secrets({ earlier: used }), NOW, {})).toMatchObject({
      earlier: { hash: present },
      retired: [earlier],
    });
  });

  test("whatever came before, keeps one of the known secrets at most and retires the others", () => {
    fc.assert(
      fc.property(
        fc.option(
          fc.record({
            endsAt: fc.integer({ min: NOW - 10, max: NOW + 10 }),
            endsAtFirstUse: fc.boolean(),
            newSecretUsed: fc.boolean(),
          }),
        ),
        fc.option(fc.integer({ min: 0, max: 2_592_000 }), { nil: undefined }),
        fc.option(fc.integer({ min: NOW + 1, max: NOW + 10 * DAY_MS })),
        (before, graceS, expiresAt) => {
          const given = secrets({ expiresAt, earlier: before && { hash: earlier, ...before } });
          const { earlier: kept, retired } = rotate(given, NOW, { graceS });
          const known = [present, ...(before ? [earlier] : [])];
          expect([...(kept ? [kept.hash] : []), ...retired].map((one) => one.toHex()).sort()).toEqual(
            known.map((one) => one.toHex()).sort(),
          );
          if (kept) expect(kept.endsAt).toBeGreaterThan(NOW);
          if (kept?.hash === present && expiresAt !== null)
            expect(kept.endsAt).toBeLessThanOrEqual(expiresAt);
        },
      ),
    );
  });
});

test("the new life is as long as the one before, counted from now; none stays none", () => {
  expect(renewedExpiry(secrets(), NOW)).toBeNull();
  expect(renewedExpiry(secrets({ expiresAt: NOW + 30 * DAY_MS }), NOW)).toBe(NOW + 90 * DAY_MS);
  const rotatedAt = NOW - 10 * DAY_MS;
  expect(renewedExpiry(secrets({ rotatedAt, expiresAt: NOW + 30 * DAY_MS }), NOW)).toBe(NOW + 40 * DAY_MS);
});
