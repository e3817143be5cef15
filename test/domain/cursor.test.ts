import fc from "fast-check";
import { expect, test } from "vitest";
import * as z from "zod";
import { cursorSchema, decodeCursor, encodeCursor, limitSchema, pageOf } from "../../worker/domain/cursor.ts";
import { Refusal } from "../../worker/domain/errors.ts";

const PLACE = z.tuple([z.number(), z.string()]);
const anyPlace = fc.tuple(fc.integer(), fc.string({ unit: "grapheme" }));

test("what is encoded is decoded, and needs no escaping in a URL", () => {
  fc.assert(
    fc.property(anyPlace, (place) => {
      const cursor = encodeCursor(place);
      expect(cursor).toMatch(/^[0-9A-Za-z_-]+$/);
      expect(decodeCursor(cursor, PLACE)).toEqual(place);
    }),
  );
});

test.each([
  ["nothing", ""],
  ["a word", "garbage"],
  ["not base64", "%%%"],
  ["not UTF-8", btoa("\xff\xfe")],
  ["not JSON", btoa("[1,")],
  ["null", btoa("null")],
  ["an object", btoa('{"0":1,"1":"a"}')],
  ["too short", encodeCursor([1])],
  ["too long", encodeCursor([1, "a", 2])],
  ["values swapped", encodeCursor(["a", 1])],
  ["infinity", btoa('[1e999,"a"]')],
  ["a list in it", btoa('[[1],"a"]')],
])("%s is no cursor", (_, cursor) => {
  expect(() => decodeCursor(cursor, PLACE)).toThrow(new Refusal("cursor-invalid", { field: "cursor" }));
});

test("garbage is refused, never anything worse", () => {
  fc.assert(
    fc.property(fc.string({ unit: "binary" }), (cursor) => {
      try {
        PLACE.parse(decodeCursor(cursor, PLACE));
      } catch (error) {
        expect(error).toBeInstanceOf(Refusal);
      }
    }),
  );
});

test("a cursor of over 1,000 characters is not looked at", () => {
  expect(cursorSchema.safeParse("x".repeat(1001)).error?.issues[0]?.message).toBe("cursor-invalid");
});

test.each([0, -1, 201, 1.5, Number.NaN, Number.POSITIVE_INFINITY, "50", null, true])(
  "%s is no limit",
  (limit) => {
    expect(limitSchema.safeParse(limit).error?.issues[0]?.message).toBe("limit-invalid");
  },
);

test.each([1, 50, 200])("%i is a limit", (limit) => {
  expect(limitSchema.parse(limit)).toBe(limit);
});

test.each([
  [[], 2, [], false],
  [[1, 2], 2, [1, 2], false],
  [[1, 2, 3], 2, [1, 2], true],
])("of %j read for %i, the page is %j", (rows, limit, items, more) => {
  const page = pageOf(rows, limit, (row) => [row, "id"]);
  expect(page.items).toEqual(items);
  expect(page.nextCursor).toBe(more ? encodeCursor([items.at(-1) as number, "id"]) : null);
});
