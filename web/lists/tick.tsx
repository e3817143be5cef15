import { createEffect } from "solid-js";
import type { Selection } from "./selection.ts";

/** In the head of a list: ticks all rows of the shown page, or none. */
export function TickPage<Item extends { id: string }>(props: { selection: Selection<Item> }) {
  const page = () => props.selection.page();
  const isWhole = () => page().rows > 0 && page().ticked === page().rows;
  let input: HTMLInputElement | undefined;
  createEffect(() => {
    if (input) input.indeterminate = page().ticked > 0 && !isWhole();
  });
  return (
    <label class="tick">
      <input
        ref={(element) => (input = element)}
        type="checkbox"
        aria-label="Select all on this page"
        checked={isWhole()}
        disabled={page().rows === 0}
        onChange={(event) => props.selection.tickPage(event.currentTarget.checked)}
      />
    </label>
  );
}

/** At the start of a row. */
export function Tick<Item extends { id: string }>(props: { selection: Selection<Item>; item: Item }) {
  return (
    <label class="tick">
      <input
        type="checkbox"
        aria-label={`Select ${props.selection.called(props.item)}`}
        checked={props.selection.has(props.item)}
        onChange={(event) => props.selection.tick(props.item, event.currentTarget.checked)}
      />
    </label>
  );
}
