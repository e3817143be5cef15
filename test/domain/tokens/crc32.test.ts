import { crc32 as zlibCrc32 } from "node:zlib";
import fc from "fast-check";
import { expect, test } from "vitest";
import { crc32 } from "../../../worker/domain/tokens/crc32.ts";

test("the check value of the CRC catalogue", () => {
  expect(crc32("123456789")).toBe(0xcbf43926);
});

test("nothing at all", () => {
  expect(crc32("")).toBe(0);
});

test("the same as zlib's over any ASCII text", () => {
  fc.assert(
    fc.property(fc.string({ unit: "binary-ascii", maxLength: 200 }), (text) => {
      expect(crc32(text)).toBe(zlibCrc32(text));
    }),
  );
});
