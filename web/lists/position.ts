import { grouped } from "../ui/numbers.ts";

/** "Rows 51 to 100 of 1,234"; where nobody knows how many came before, "50 rows of 1,234". */
export function position(
  shown: number,
  before: number | undefined,
  { nextCursor, total }: { nextCursor: string | null; total?: number | string },
): string {
  const all = typeof total === "number" ? grouped(total) : total;
  if (before === 0 && nextCursor === null) return all && typeof total === "string" ? all : counted(shown);
  const rows =
    before === undefined ? counted(shown) : `Rows ${grouped(before + 1)} to ${grouped(before + shown)}`;
  if (all) return `${rows} of ${all}`;
  return nextCursor === null ? `${rows}, the last` : `${rows}, more follow`;
}

function counted(rows: number): string {
  return rows === 1 ? "1 row" : `${grouped(rows)} rows`;
}
