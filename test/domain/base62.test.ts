import { expect, test } from "vitest";
import { BASE62, randomBase62 } from "../../worker/domain/base62.ts";

const random = (length: number) => crypto.getRandomValues(new Uint8Array(length));

test("the alphabet is digits, capitals, small letters", () => {
  expect(new Set(BASE62).size).toBe(62);
  expect([...BASE62].toSorted().join("")).toBe(BASE62);
});

test.each([0, 1, 12, 32, 1000])("%i characters are %i characters of the alphabet", (length) => {
  expect(randomBase62(length, random)).toMatch(new RegExp(`^[0-9A-Za-z]{${length}}$`));
});

test("every byte value is as likely as any other: of 256 only the first 248 count", () => {
  const everyByteOnce = () => Uint8Array.from({ length: 256 }, (_, byte) => byte);
  const counts = new Map<string, number>();
  for (const digit of randomBase62(248, everyByteOnce)) counts.set(digit, (counts.get(digit) ?? 0) + 1);
  expect([...counts.values()]).toEqual(Array(62).fill(4));
});

test("bytes above 247 are thrown away, however many of them come", () => {
  let calls = 0;
  const mostlyUseless = (length: number) =>
    new Uint8Array(length).fill(++calls < 50 ? 248 + (calls % 8) : 61);
  expect(randomBase62(3, mostlyUseless)).toBe("zzz");
});

test("62,000 digits of the real source are spread evenly", () => {
  const counts = new Map<string, number>();
  for (const digit of randomBase62(62_000, random)) counts.set(digit, (counts.get(digit) ?? 0) + 1);
  const chiSquared = [...counts.values()].reduce((sum, count) => sum + (count - 1000) ** 2 / 1000, 0);
  // 61 degrees of freedom: above 150 once in a hundred million runs.
  expect(chiSquared).toBeLessThan(150);
});
