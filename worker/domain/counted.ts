/** How many there are of something, as far as somebody counted; `more`: there may be more. */
export type Counted = { count: number; more: boolean };

/** Beyond so many, people do not mind how many more there are; D1 reads no further. */
export const MOST_COUNTED = 1_000;

/** Of rows that were counted to one more than `most`. */
export function countedTo(most: number, rows: number): Counted {
  return { count: Math.min(rows, most), more: rows > most };
}
