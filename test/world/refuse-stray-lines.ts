import { afterEach, beforeEach, expect } from "vitest";

/**
 * An unexpected warning or error fails the test. A test that expects one says so:
 * `vi.spyOn(console, "error").mockImplementation(() => {})`.
 */
const levels = ["warn", "error"] as const;
const strayLines: string[] = [];
const original = { warn: console.warn, error: console.error };

beforeEach(() => {
  for (const level of levels) {
    console[level] = (...words: unknown[]) => {
      strayLines.push(`console.${level}: ${words.map(String).join(" ")}`);
      original[level](...words);
    };
  }
});

afterEach(() => {
  for (const level of levels) console[level] = original[level];
  expect(strayLines.splice(0), "lines on the console that no test expected").toEqual([]);
});
