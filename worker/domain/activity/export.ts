import { csvLine, type Format } from "../exported-file.ts";

/** An activity, as the web app and REST present it. */
export type ToldActivity = {
  id: string;
  at: string;
  action: string;
  actor: { id: string; name: string } | null;
  subject: { id: string; name: string } | null;
  token: { id: string; name: string; prefix: string } | null;
  sentence: string;
};

const COLUMNS = "id at action actor_id actor subject_id subject token_prefix token sentence".split(" ");

const CUT = "export.cut";
const CUT_CELLS: Record<string, (sentence: string) => string> = {
  action: () => CUT,
  sentence: (sentence) => sentence,
};

/** The formats of an activity export, by file extension. */
export const ACTIVITY_FORMATS: Record<"csv" | "ndjson", Format<ToldActivity>> = {
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
