/** Where a spreadsheet begins a cell: at the start, and behind what some take for the end of the one before. */
const BEGINNING = "(^|[;,\\t\\r\\n])";

/** What they look past: spaces, and characters that leave no mark. */
const IGNORED = "[\\p{White_Space}\\p{Cc}\\p{Cf}\\p{Default_Ignorable_Code_Point}]*";

/** What begins a formula, also in full width and as small forms. */
const SIGN = "[=+\\-@\\uFF1D\\uFF0B\\uFF0D\\uFF20\\uFE66\\uFE62\\uFE63\\uFE6B]";

const FORMULA = new RegExp(`${BEGINNING}(?=${IGNORED}${SIGN})`, "gu");
const CONTROL = /^[\t\r\n]/;

/** A record of a CSV file (RFC 4180), with its line break. Each cell is quoted, and none begins a formula. */
export function csvLine(cells: readonly (string | null)[]): string {
  return `${cells.map((cell) => `"${harmless(cell ?? "").replaceAll('"', '""')}"`).join(",")}\r\n`;
}

/** The apostrophe makes a formula a text again (OWASP, CSV injection). */
function harmless(text: string): string {
  const disarmed = text.replace(FORMULA, "$1'");
  return CONTROL.test(disarmed) ? `'${disarmed}` : disarmed;
}

/** What happened, as the web app and REST tell it. */
export type ToldActivity = {
  id: string;
  at: string;
  action: string;
  actor: { id: string; name: string } | null;
  subject: { id: string; name: string } | null;
  token: { id: string; name: string; prefix: string } | null;
  sentence: string;
};

type Format = {
  type: string;
  head: string;
  line: (told: ToldActivity) => string;
  /** The last line of a file that does not hold everything. */
  cut: (sentence: string) => string;
};

const COLUMNS = "id at action actor_id actor subject_id subject token_prefix token sentence".split(" ");

const CUT = "export.cut";
const CUT_CELLS: Record<string, (sentence: string) => string> = {
  action: () => CUT,
  sentence: (sentence) => sentence,
};

/** The forms in which activity leaves Latchkey, by the ending of the file. */
export const ACTIVITY_FORMATS: Record<"csv" | "ndjson", Format> = {
  csv: {
    type: "text/csv; charset=utf-8; header=present",
    head: csvLine(COLUMNS),
    line: ({ id, at, action, actor, subject, token, sentence }) => {
      const people = [actor?.id, actor?.name, subject?.id, subject?.name];
      const cells = [id, at, action, ...people, token?.prefix, token?.name, sentence];
      return csvLine(cells.map((cell) => cell ?? null));
    },
    cut: (sentence) => csvLine(COLUMNS.map((column) => CUT_CELLS[column]?.(sentence) ?? null)),
  },
  ndjson: {
    type: "application/x-ndjson; charset=utf-8",
    head: "",
    line: (told) => `${JSON.stringify(told)}\n`,
    cut: (sentence) => `${JSON.stringify({ action: CUT, sentence })}\n`,
  },
};

type Page = { items: readonly ToldActivity[]; nextCursor: string | null };

/**
 * The text of a file, a page at a time: `more` reads the page behind a cursor. Where it rejects, with an error whose
 * message may be told, or after `mostPages`, the file ends with a line that says that it was cut.
 */
export async function* exportedText(
  { head, line, cut }: Format,
  first: Page,
  more: (cursor: string) => Promise<Page>,
  mostPages: number,
): AsyncGenerator<string> {
  yield head;
  let page = first;
  for (let pages = 1; ; pages++) {
    yield page.items.map(line).join("");
    if (page.nextCursor === null) return;
    if (pages === mostPages) return yield cut("This file was cut here: what is older is not in it.");
    try {
      page = await more(page.nextCursor);
    } catch (error) {
      const why = error instanceof Error ? error.message : "";
      return yield cut(`This file was cut here, what is older is not in it: ${why}`);
    }
  }
}
