import { describe, expect, test } from "vitest";
import { ACTIVITY_FORMATS, type ToldActivity } from "../../../worker/domain/activity/export.ts";
import { csvLine, exportedText } from "../../../worker/domain/exported-file.ts";

const cell = (text: string) => csvLine([text]).slice(1, -3).replaceAll('""', '"');

describe("a cell of a CSV file", () => {
  test("is quoted, whatever it holds", () => {
    expect(csvLine(["a", null, "", 'say "yes", or no', "two\r\nlines"])).toBe(
      '"a","","","say ""yes"", or no","two\r\nlines"\r\n',
    );
  });

  test.each([
    "=1+1",
    "+1",
    "-1",
    "@SUM(A1)",
    "＝1+1",
    "＋1",
    "－1",
    "＠SUM(A1)",
    "﹦1",
    " =1",
    "\u00A0=1",
    "\uFEFF=1",
    "\u200B\u200E=1",
    "\u00AD=1",
    "\u3164=1",
    "\t=1",
    "\r=1",
    "\n=1",
    "\tx",
    "\rx",
  ])("%j begins no formula", (text) => {
    expect(cell(text)[0]).toBe("'");
    expect(cell(text).replaceAll("'", "")).toBe(text);
  });

  test.each([
    ["a;=1", "a;'=1"],
    ["a; \u200B＝1", "a;' \u200B＝1"],
    ["a,+1", "a,'+1"],
    ["a\t@x", "a\t'@x"],
    ["a\n-1", "a\n'-1"],
    [";=1;=2", ";'=1;'=2"],
  ])("%j begins none behind a separator either: %j", (text, harmless) => {
    expect(cell(text)).toBe(harmless);
  });

  test.each(["2026-11-28", "a=b", "1 - 2", "Mei; Pavel", "reports:read, reports:write", "x@y.example", "'"])(
    "%j stays as it is",
    (text) => {
      expect(cell(text)).toBe(text);
    },
  );
});

describe("an export", () => {
  const told = (id: string): ToldActivity => ({
    id,
    at: "2026-11-28T10:00:00.000Z",
    action: "token.created",
    actor: null,
    subject: null,
    token: null,
    sentence: "It was.",
  });
  const page = (nth: number, last: number) => ({
    items: [told(`act_${nth}`)],
    nextCursor: nth < last ? String(nth + 1) : null,
  });
  const exported = async (
    more: (cursor: string) => Promise<ReturnType<typeof page>>,
    last: number,
    most: number,
  ) => {
    let text = "";
    for await (const part of exportedText(ACTIVITY_FORMATS.ndjson, page(1, last), more, most)) text += part;
    return text
      .trim()
      .split("\n")
      .map((line) => JSON.parse(line));
  };

  test("of which everything is there says nothing of a cut", async () => {
    const lines = await exported(async (cursor) => page(Number(cursor), 3), 3, 3);
    expect(lines.map(({ id }) => id)).toEqual(["act_1", "act_2", "act_3"]);
  });

  test("that is longer than a file may be says so at its end", async () => {
    const lines = await exported(async (cursor) => page(Number(cursor), 4), 4, 3);
    expect(lines).toHaveLength(4);
    expect(lines[3]).toEqual({ action: "export.cut", sentence: expect.stringMatching(/was cut here/) });
  });

  test("whose reader may read no further says so, and why", async () => {
    const lines = await exported(() => Promise.reject(new Error("Your session has ended.")), 3, 3);
    expect(lines).toHaveLength(2);
    expect(lines[1].sentence).toMatch(/was cut here.*Your session has ended\./);
  });

  test("is cut in CSV as in NDJSON, in a record of as many cells", () => {
    const { head, cut } = ACTIVITY_FORMATS.csv;
    const line = cut("It was cut, here.");
    expect(line).toContain('"export.cut"');
    expect(line.split('","')).toHaveLength(head.split('","').length);
  });
});
