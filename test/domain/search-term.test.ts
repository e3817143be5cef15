import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { fold, searchTermSchema } from "../../worker/domain/search-term.ts";

describe("reads as the same", () => {
  test.each([
    ["ASCII", "Reporting SCRIPT", "rePORTing script"],
    ["umlauts", "ÜBERSICHT", "übersicht"],
    ["a Greek final sigma", "ΟΔΟΣ", "οδος"],
    ["the two small sigmas", "οδοσ", "οδος"],
    ["ß and SS", "Straße", "STRASSE"],
    ["the capital ß", "STRAẞE", "straße"],
    ["the Kelvin sign", "300 \u212a", "300 k"],
    ["the Ångström sign", "\u212b", "å"],
    ["Turkish dotless i and I", "ılık", "ILIK"],
    ["the Turkish capital İ", "İstanbul", "istanbul"],
    ["the Turkish capital İ with a dot of its own", "I\u0307stanbul", "ISTANBUL"],
    ["an İ below an accent", "\u0130\u0301", "\u00cd"],
    ["ligatures", "ﬁnance", "FINANCE"],
    ["the long s", "ſ", "S"],
    ["micro and mu", "\u00b5", "\u03bc"],
    ["Cyrillic", "ОТЧЁТ", "отчёт"],
    ["composed and decomposed", "Cafe\u0301", "CAF\u00c9"],
    ["Deseret, outside the basic plane", "𐐀", "𐐨"],
  ])("%s", (_, one, other) => {
    expect(fold(one)).toBe(fold(other));
  });
});

test("accents count", () => {
  expect(fold("résumé")).not.toBe(fold("resume"));
});

test("folding folds: any text and its small and capital forms are one", () => {
  fc.assert(
    fc.property(fc.string({ unit: "grapheme" }), (text) => {
      expect(fold(text.toLowerCase())).toBe(fold(text));
      expect(fold(fold(text))).toBe(fold(text));
    }),
  );
});

test.each(["", "x".repeat(100), "🔑".repeat(100), "100% _literal_ \\"])("a term may be %j", (term) => {
  expect(searchTermSchema.parse(term)).toBe(term);
});

test.each([
  ["101 characters", "x".repeat(101), "search-too-long"],
  ["101 emoji", "🔑".repeat(101), "search-too-long"],
  ["a number", 7, "input-invalid"],
])("%s is no term", (_, term, reason) => {
  expect(searchTermSchema.safeParse(term).error?.issues[0]?.message).toBe(reason);
});
