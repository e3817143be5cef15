import { expect, test } from "vitest";
import type { StoredToken } from "../../db/tokens/verification.ts";
import { Leases } from "../../worker/verification/leases.ts";

const ONE_KB = 1_024;
const stored = (size: number) => ({ size }) as StoredToken;
const grantEach = (leases: Leases, keys: string[], size: number) => {
  for (const key of keys) leases.grant(key, { stored: stored(size), readBeganAt: 0 });
};
const held = (leases: Leases, keys: string[]) =>
  keys.filter((key) => leases.get(key, 0, 1_000) !== undefined);

test("leases are bounded in bytes: the oldest are forgotten", () => {
  const leases = new Leases(20 * ONE_KB);
  const keys = Array.from({ length: 10 }, (_, nth) => `token ${nth}`);
  grantEach(leases, keys, ONE_KB);
  expect(held(leases, keys)).toEqual(keys.slice(-4));
});

test("one that is larger than all of it is not kept", () => {
  const leases = new Leases(ONE_KB);
  grantEach(leases, ["large"], 10 * ONE_KB);
  expect(held(leases, ["large"])).toEqual([]);
});

test("what ended, or was granted anew, makes room", () => {
  const leases = new Leases(10 * ONE_KB);
  grantEach(leases, ["a", "b"], ONE_KB);
  leases.end("a");
  grantEach(leases, ["b", "b", "c"], ONE_KB);
  expect(held(leases, ["a", "b", "c"])).toEqual(["b", "c"]);
});
