import { type Accessor, createEffect, createMemo, createSignal } from "solid-js";

/** The least height above a list. */
const ABOVE_PX = 220;

/**
 * Draws the rows in view first, then twice as many with each frame until all are drawn, so that the first frame does
 * not wait for rows below the fold. No row is lower than `leastRowPx`.
 */
export function rowsInView<Row>(
  rows: Accessor<readonly Row[]>,
  leastRowPx: number,
): Accessor<readonly Row[]> {
  const [most, setMost] = createSignal(Math.max(1, Math.ceil((innerHeight - ABOVE_PX) / leastRowPx)));
  const isCut = createMemo(() => most() < rows().length);
  createEffect(() => {
    const shown = most();
    if (isCut()) whenPainted(() => setMost(shown * 2));
    else if (rows().length > 0) setMost(Number.POSITIVE_INFINITY);
  });
  return createMemo(() => (isCut() ? rows().slice(0, most()) : rows()));
}

function whenPainted(act: () => void): void {
  requestAnimationFrame(() => setTimeout(act));
}
