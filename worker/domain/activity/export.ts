/** What spreadsheets take for a formula; the apostrophe makes it a text again (OWASP, CSV injection). */
const FORMULA = /^[=+\-@\t\r\uFF1D\uFF0B\uFF0D\uFF20]/u;

/** RFC 4180 §2.5 to 2.7. */
const NEEDS_QUOTES = /[",\r\n]/;

/** A record of a CSV file (RFC 4180), with its line break. */
export function csvLine(cells: readonly (string | null)[]): string {
  return `${cells.map((cell) => csvCell(cell ?? "")).join(",")}\r\n`;
}

function csvCell(text: string): string {
  const harmless = FORMULA.test(text) ? `'${text}` : text;
  return NEEDS_QUOTES.test(harmless) ? `"${harmless.replaceAll('"', '""')}"` : harmless;
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

type Format = { type: string; head: string; line: (told: ToldActivity) => string };

const COLUMNS = "id at action actor_id actor subject_id subject token_prefix token sentence".split(" ");

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
  },
  ndjson: {
    type: "application/x-ndjson; charset=utf-8",
    head: "",
    line: (told) => `${JSON.stringify(told)}\n`,
  },
};
