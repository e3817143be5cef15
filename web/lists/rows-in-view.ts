import { type Accessor, createEffect, createMemo, createSignal } from "solid-js";

/** What stands above a list at least. */
const ABOVE_PX = 220;

/**
 * Of a list's rows at first those that are in view, then with each painting twice as many, until all are there: what
 * nobody sees yet is not waited for. No row is lower than `leastRowPx`.
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
