import fc from "fast-check";
import { expect, test } from "vitest";
import type { SheetUse } from "../../db/use-sheets.ts";
import { MOST_ON_SHEET, SHEET_LIFE_MS, UseSheets } from "../../worker/verification/use-sheets.ts";
import { randomBytes } from "../factories/random-bytes.ts";

const get = (path: string) => ({ method: "GET", path });
const many = (howMany: number, at: number) =>
  Array.from({ length: howMany }, (_, nth) => ({ id: `t${nth}`, at, use: get("/") }));

test("whatever is used and when, what was written tells the latest use of every token", () => {
  const noted = fc.record({
    id: fc.integer({ min: 0, max: 8 }).map(String),
    at: fc.nat(1_000_000),
    path: fc.webPath(),
  });
  const rounds = fc.array(fc.tuple(fc.nat(SHEET_LIFE_MS), fc.array(noted, { minLength: 1 })), {
    maxLength: 12,
  });
  fc.assert(
    fc.property(rounds, (rounds) => {
      const sheets = new UseSheets();
      const stored = new Map<number, Record<string, SheetUse>>();
      const latest = new Map<string, number>();
      let now = 0;
      for (const [pauseMs, uses] of rounds) {
        now += pauseMs;
        const all = uses.map(({ path, ...use }) => ({ ...use, use: get(path) }));
        for (const sheet of sheets.note(all, now, randomBytes)) {
          stored.set(sheet.id, sheet.uses);
          expect(sheet.newestAt).toBe(Math.max(...Object.values(sheet.uses).map(([at]) => at)));
        }
        for (const { id, at } of all) latest.set(id, Math.max(at, latest.get(id) ?? -1));
      }
      const told = new Map<string, number>();
      for (const [id, [at]] of [...stored.values()].flatMap(Object.entries))
        told.set(id, Math.max(at, told.get(id) ?? -1));
      expect(told).toEqual(latest);
    }),
  );
});

test("a token that is used again stays on its sheet, with the use before", () => {
  const sheets = new UseSheets();
  const [first] = sheets.note([{ id: "a", at: 1, use: get("/1") }], 1, randomBytes);
  sheets.note([{ id: "b", at: 2, use: get("/2") }], 2, randomBytes);
  expect(sheets.note([{ id: "a", at: 3, use: get("/3") }], 3, randomBytes)).toEqual([
    {
      id: first?.id,
      newestAt: 3,
      uses: { a: [3, "GET", "/3", 1, "GET /1"], b: [2, "GET", "/2", null, null] },
    },
  ]);
});

test("a use that comes late takes no later one's place", () => {
  const sheets = new UseSheets();
  sheets.note([{ id: "a", at: 9, use: get("/9") }], 9, randomBytes);
  const [sheet] = sheets.note([{ id: "a", at: 5, use: get("/5") }], 10, randomBytes);
  expect(sheet?.uses).toEqual({ a: [9, "GET", "/9", null, null] });
});

test("a full sheet is followed by another, and both keep what is theirs", () => {
  const sheets = new UseSheets();
  const filled = sheets.note(many(MOST_ON_SHEET + 1, 1), 1, randomBytes);
  expect(filled.map(({ uses }) => Object.keys(uses).length)).toEqual([MOST_ON_SHEET, 1]);
  const again = sheets.note(many(1, 2), 2, randomBytes);
  expect(again.map(({ id, uses }) => [id, Object.keys(uses).length])).toEqual([
    [filled[0]?.id, MOST_ON_SHEET],
  ]);
});

test("after ten minutes a sheet is done, so that it can be put away", () => {
  const sheets = new UseSheets();
  const [before] = sheets.note(many(2, 1), 1, randomBytes);
  const [within] = sheets.note(many(1, 2), SHEET_LIFE_MS, randomBytes);
  const [later] = sheets.note(many(1, 3), SHEET_LIFE_MS + 1, randomBytes);
  expect(within?.id).toBe(before?.id);
  expect(later).toMatchObject({ uses: { t0: [3, "GET", "/", null, null] } });
  expect(later?.id).not.toBe(before?.id);
});

test("however many tokens are used, an isolate remembers a bounded number of sheets", () => {
  const sheets = new UseSheets();
  const written = sheets.note(many(MOST_ON_SHEET * 120, 1), 1, randomBytes);
  expect(written).toHaveLength(120);
  const again = sheets.note(many(MOST_ON_SHEET * 120, 2), 2, randomBytes);
  expect(again.filter(({ id }) => written.some((sheet) => sheet.id === id))).toHaveLength(100);
});

test("a sheet of the longest paths fits into a row of D1", () => {
  const path = "\u0001".repeat(200);
  const uses = many(MOST_ON_SHEET, 1).map((use, nth) => ({
    ...use,
    id: `aaaaaaaaa${nth + 100}`,
    use: get(path),
  }));
  const sheets = new UseSheets();
  sheets.note(uses, 1, randomBytes);
  const [sheet] = sheets.note(
    uses.map((use) => ({ ...use, at: 1_795_000_000_000 })),
    2,
    randomBytes,
  );
  expect(new TextEncoder().encode(JSON.stringify(sheet?.uses)).length).toBeLessThan(2_000_000);
});
