import type { Counted } from "../../worker/domain/counted.ts";
import { grouped } from "../ui/numbers.ts";

/** A list's total: a number, a lower bound, or words. */
export type Total = number | Counted | string;

/** "Rows 51 to 100 of 1,234"; without the number of rows before, "50 rows of 1,234". */
export function position(
  shown: number,
  before: number | undefined,
  { nextCursor, total }: { nextCursor: string | null; total?: Total },
): string {
  const isEnd = nextCursor === null;
  if (before === 0 && isEnd) return typeof total === "string" ? total : counted(shown);
  const rows =
    before === undefined ? counted(shown) : `Rows ${grouped(before + 1)} to ${grouped(before + shown)}`;
  const seen = before === undefined ? undefined : before + shown;
  const all = inWords(total, seen) ?? (isEnd && seen ? grouped(seen) : undefined);
  if (all) return `${rows} of ${all}`;
  return isEnd ? `${rows}, the last` : `${rows}, more follow`;
}

/** Undefined if it adds nothing to what is visible. */
function inWords(total: Total | undefined, seen = 0): string | undefined {
  if (typeof total === "string") return total;
  if (typeof total === "number") return grouped(total);
  if (!total?.more) return total && grouped(total.count);
  return total.count > seen ? `at least ${grouped(total.count)}` : undefined;
}

function counted(rows: number): string {
  return rows === 1 ? "1 row" : `${grouped(rows)} rows`;
}
