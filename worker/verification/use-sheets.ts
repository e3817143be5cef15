import type { TokenUse } from "../../db/token-uses.ts";
import type { SheetUse, UseSheet } from "../../db/use-sheets.ts";
import type { RandomBytes } from "../domain/base62.ts";

/** A sheet is written again and again for so long; what comes after that begins another. */
export const SHEET_LIFE_MS = 10 * 60_000;

/** So many tokens on a sheet: with the longest paths less than half of what a row of D1 may hold. */
export const MOST_ON_SHEET = 500;

/** What an isolate remembers of sheets is bounded; the oldest is written no more. */
const MOST_SHEETS = 100;

const ID_BYTES = 6;

type Sheet = { id: number; begunAt: number; uses: Map<string, SheetUse> };

/**
 * Last uses of many tokens in one row each: what D1 charges for is the row. One for each isolate. A token keeps its
 * place on its sheet for as long as the sheet is written: in the end there is one use of it, however many there were.
 */
export class UseSheets {
  #sheets: Sheet[] = [];
  readonly #sheetOf = new Map<string, Sheet>();

  /** Notes these uses. Returns the sheets that they stand on, to be written as they are now. */
  note(uses: readonly TokenUse[], now: number, randomBytes: RandomBytes): UseSheet[] {
    this.#putAway(now);
    const touched = new Set<Sheet>();
    for (const use of uses) {
      const sheet = this.#sheetOf.get(use.id) ?? this.#openSheet(now, randomBytes);
      this.#sheetOf.set(use.id, sheet);
      noteOn(sheet, use);
      touched.add(sheet);
    }
    return [...touched].map(written);
  }

  #openSheet(now: number, randomBytes: RandomBytes): Sheet {
    const last = this.#sheets.at(-1);
    if (last && last.uses.size < MOST_ON_SHEET) return last;
    const sheet = { id: number(randomBytes(ID_BYTES)), begunAt: now, uses: new Map() };
    this.#sheets.push(sheet);
    return sheet;
  }

  #putAway(now: number): void {
    const tooMany = this.#sheets.length - MOST_SHEETS;
    this.#sheets = this.#sheets.filter((sheet, at) => {
      if (at >= tooMany && now - sheet.begunAt < SHEET_LIFE_MS) return true;
      for (const id of sheet.uses.keys()) this.#sheetOf.delete(id);
      return false;
    });
  }
}

function noteOn(sheet: Sheet, { id, at, use: { method, path } }: TokenUse): void {
  const before = sheet.uses.get(id);
  if (!before) sheet.uses.set(id, [at, method, path, null, null]);
  else if (before[0] < at) sheet.uses.set(id, [at, method, path, before[0], `${before[1]} ${before[2]}`]);
}

function written({ id, uses }: Sheet): UseSheet {
  return {
    id,
    newestAt: Math.max(...[...uses.values()].map(([at]) => at)),
    uses: Object.fromEntries(uses),
  };
}

function number(bytes: Uint8Array): number {
  return bytes.reduce((digits, byte) => digits * 256 + byte, 0);
}
