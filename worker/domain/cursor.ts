import * as z from "zod/mini";
import { Refusal } from "./errors.ts";

const LONGEST_CURSOR = 1000;

export const cursorSchema = z
  .string({ error: "cursor-invalid" })
  .check(z.maxLength(LONGEST_CURSOR, { error: "cursor-invalid" }));

export const limitSchema = z
  .int({ error: "limit-invalid" })
  .check(z.minimum(1, { error: "limit-invalid" }), z.maximum(200, { error: "limit-invalid" }));

export const DEFAULT_LIMIT = 50;

/** Where the next page starts: after the row with these sort values. Opaque to clients. */
export function encodeCursor(values: readonly (string | number | null)[]): string {
  const utf8 = new TextEncoder().encode(JSON.stringify(values));
  let binary = "";
  for (const byte of utf8) binary += String.fromCharCode(byte);
  return btoa(binary).replaceAll("+", "-").replaceAll("/", "_").replace(/=+$/, "");
}

/** @throws Refusal `cursor-invalid` for anything that `shape` does not describe */
export function decodeCursor<Shape extends z.ZodMiniType>(cursor: string, shape: Shape): z.infer<Shape> {
  try {
    const binary = atob(cursor.replaceAll("-", "+").replaceAll("_", "/"));
    const utf8 = Uint8Array.from(binary, (character) => character.charCodeAt(0));
    return shape.parse(JSON.parse(new TextDecoder("utf-8", { fatal: true, ignoreBOM: false }).decode(utf8)));
  } catch {
    throw new Refusal("cursor-invalid", { field: "cursor" });
  }
}

/** A page of a list that was read with one row more than `limit`, which shows whether another page follows. */
export function pageOf<Row>(
  rows: readonly Row[],
  limit: number,
  place: (row: Row) => readonly (string | number | null)[],
): { items: Row[]; nextCursor: string | null } {
  const items = rows.slice(0, limit);
  const last = items.at(-1);
  return { items, nextCursor: rows.length > limit && last ? encodeCursor(place(last)) : null };
}
