import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { nameSchema } from "../../worker/domain/names.ts";

const reasonFor = (name: unknown) => nameSchema.safeParse(name).error?.issues[0]?.message;

describe("is kept", () => {
  test.each([
    ["plain words", "Production integration", "Production integration"],
    ["white space around it cut off", "  CI  ", "CI"],
    ["a family of emoji joined by ZWJ", "👨‍👩‍👧‍👦", "👨‍👩‍👧‍👦"],
    ["a flag of tag characters", "🏴󠁧󠁢󠁳󠁣󠁴󠁿", "🏴󠁧󠁢󠁳󠁣󠁴󠁿"],
    ["Arabic with its right-to-left mark", "تقارير\u200f 1", "تقارير\u200f 1"],
    ["Persian with its non-joiner", "می\u200cخواهم", "می\u200cخواهم"],
    ["composed, whatever keyboard typed it", "Cafe\u0301", "Caf\u00e9"],
    ["100 characters", "x".repeat(100), "x".repeat(100)],
    ["100 code points that are 200 UTF-16 units", "🔑".repeat(100), "🔑".repeat(100)],
    ["100 characters in white space", ` ${"x".repeat(100)} `, "x".repeat(100)],
    ["what would be code elsewhere", "<script>'; DROP TABLE token;--", "<script>'; DROP TABLE token;--"],
  ])("%s", (_, name, kept) => {
    expect(nameSchema.parse(name)).toBe(kept);
  });
});

describe("name-blank", () => {
  test.each([
    ["empty", ""],
    ["spaces", "   "],
    ["no-break spaces", "\u00a0\u2007\u202f"],
    ["zero-width spaces", "\u200b\u200b"],
    ["a lone joiner", "\u200d"],
    ["a byte-order mark", "\ufeff"],
    ["Hangul fillers", "\u3164\u115f\uffa0"],
    ["a blank braille pattern", "\u2800"],
    ["soft hyphens", "\u00ad\u00ad"],
    ["variation selectors", "\ufe0f"],
    ["marks of direction", "\u200e\u200f\u061c"],
  ])("%s", (_, name) => {
    expect(reasonFor(name)).toBe("name-blank");
  });
});

describe("name-too-long", () => {
  test.each([
    ["101 characters", "x".repeat(101)],
    ["101 emoji", "🔑".repeat(101)],
    ["composed characters that NFC takes apart to 101", `${"\ufb2c".repeat(33)}xx\u0041`.concat("y")],
  ])("%s", (_, name) => {
    expect(reasonFor(name)).toBe("name-too-long");
  });
});

describe("name-control-characters", () => {
  test.each([
    ["NUL", "a\0b"],
    ["a line break", "a\nb"],
    ["a line break at the end", "name\n"],
    ["a tab", "a\tb"],
    ["DEL", "a\x7fb"],
    ["C1", "a\u0085b"],
    ["a line separator", "a\u2028b"],
    ["a paragraph separator", "a\u2029b"],
    ["right-to-left override", "a\u202egnp.exe"],
    ["an isolate", "a\u2066b"],
    ["a lone surrogate", "a\ud800b"],
  ])("%s", (_, name) => {
    expect(reasonFor(name)).toBe("name-control-characters");
  });
});

test.each([undefined, null, 7, true, ["a"], { a: 1 }])("%j is no name", (name) => {
  expect(reasonFor(name)).toBe("name-missing");
});

test("what was kept once is kept the same again, and never exceeds 100 code points", () => {
  fc.assert(
    fc.property(fc.string({ unit: "binary", maxLength: 120 }), (name) => {
      const read = nameSchema.safeParse(name);
      fc.pre(read.success);
      expect([...(read.data as string)].length).toBeLessThanOrEqual(100);
      expect(nameSchema.parse(read.data)).toBe(read.data);
    }),
  );
});
