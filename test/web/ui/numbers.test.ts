import fc from "fast-check";
import { expect, test } from "vitest";
import { dollars, grouped } from "../../../web/ui/numbers.ts";

test("a count is written as Intl writes it", () => {
  const format = new Intl.NumberFormat("en");
  fc.assert(
    fc.property(fc.maxSafeNat(), (count) => {
      expect(grouped(count)).toBe(format.format(count));
    }),
  );
});

test.each([2, 3])("an amount with at most %d digits is written as Intl writes it", (digits) => {
  const format = new Intl.NumberFormat("en", {
    style: "currency",
    currency: "USD",
    maximumFractionDigits: digits,
  });
  fc.assert(
    fc.property(fc.nat(10_000_000), (thousandths) => {
      const amount = Number((thousandths / 1000).toFixed(digits));
      expect(dollars(amount, digits)).toBe(format.format(amount));
    }),
  );
});
