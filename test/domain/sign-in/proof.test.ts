import { expect, test } from "vitest";
import { mayProveBy, provedUntil } from "../../../worker/domain/sign-in/proof.ts";
import { WAYS } from "../../../worker/domain/sign-in/way.ts";

test("every way proves where no provider is required", () => {
  for (const way of WAYS) expect(mayProveBy(way, { requiresProvider: false, role: "member" })).toBe(true);
});

test.each(["member", "superuser"] as const)(
  "a %s proves by the provider alone where it is required",
  (role) => {
    const ways = WAYS.filter((way) => mayProveBy(way, { requiresProvider: true, role }));
    expect(ways).toEqual(["provider", "access"]);
  },
);

test("a Master Admin proves by every way, as they come in by every way", () => {
  for (const way of WAYS)
    expect(mayProveBy(way, { requiresProvider: true, role: "master_admin" })).toBe(true);
});

test("a proof counts for so long, or for ever", () => {
  expect(provedUntil(1_000, 500)).toBe(1_500);
  expect(provedUntil(1_000, null)).toBeNull();
});
