/**
 * Where a spreadsheet starts a cell: at the beginning, and after characters that some take for the end of the cell
 * before.
 */
const BEGINNING = "(^|[;,\\t\\r\\n])";

/** Characters that spreadsheets skip: spaces, and characters that leave no mark. */
const IGNORED = "[\\p{White_Space}\\p{Cc}\\p{Cf}\\p{Default_Ignorable_Code_Point}]*";

/** Characters that start a formula, also in full width and as small forms. */
const SIGN = "[=+\\-@\\uFF1D\\uFF0B\\uFF0D\\uFF20\\uFE66\\uFE62\\uFE63\\uFE6B]";

const FORMULA = new RegExp(`${BEGINNING}(?=${IGNORED}${SIGN})`, "gu");
const CONTROL = /^[\t\r\n]/;

/** A record of a CSV file (RFC 4180), with its line break. Each cell is quoted, and none starts a formula. */
export function csvLine(cells: readonly (string | null)[]): string {
  return `${cells.map((cell) => `"${harmless(cell ?? "").replaceAll('"', '""')}"`).join(",")}\r\n`;
}

/** An apostrophe makes a formula plain text (OWASP, CSV injection). */
function harmless(text: string): string {
  const disarmed = text.replace(FORMULA, "$1'");
  return CONTROL.test(disarmed) ? `'${disarmed}` : disarmed;
}

/** A format that data can be exported in. */
export type Format<Item> = {
  type: string;
  head: string;
  line: (item: Item) => string;
  /** The last line of a file that is incomplete. */
  cut: (sentence: string) => string;
};

type Page<Item> = { items: readonly Item[]; nextCursor: string | null };

/**
 * The text of a file, a page at a time: `more` reads the page after a cursor. If it rejects, with an error whose
 * message may be told, or after `mostPages`, the file ends with a line that says that it was cut.
 */
export async function* exportedText<Item>(
  { head, line, cut }: Format<Item>,
  first: Page<Item>,
  more: (cursor: string) => Promise<Page<Item>>,
  mostPages: number,
): AsyncGenerator<string> {
  yield head;
  let page = first;
  for (let pages = 1; ; pages++) {
    yield page.items.map(line).join("");
    if (page.nextCursor === null) return;
    if (pages === mostPages) return yield cut("This file was cut here and is incomplete.");
    try {
      page = await more(page.nextCursor);
    } catch (error) {
      const why = error instanceof Error ? error.message : "";
      return yield cut(`This file was cut here and is incomplete: ${why}`);
    }
  }
}
