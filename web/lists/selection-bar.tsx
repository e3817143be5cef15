import { type JSX, Show } from "solid-js";
import { Button } from "../ui/button.tsx";
import { grouped } from "../ui/numbers.ts";
import type { Selection } from "./selection.ts";

interface SelectionBarProps<Item extends { id: string }> {
  selection: Selection<Item>;
  /** The action on all ticked rows. */
  children: JSX.Element;
}

/** At the bottom of the window while rows are ticked: how many, and the action on them. */
export function SelectionBar<Item extends { id: string }>(props: SelectionBarProps<Item>) {
  const said = () => inWords(props.selection.count(), props.selection.page().ticked);
  const clear = () => {
    props.selection.clear();
    document.getElementById("main")?.focus({ preventScroll: true });
  };
  return (
    <>
      <p class="for-screen-readers" role="status">
        {props.selection.count() > 0 ? said() : ""}
      </p>
      <Show when={props.selection.count() > 0}>
        <section class="selection-bar" aria-label="What is selected">
          <p>{said()}</p>
          <Button class="small" onClick={clear}>
            Clear
          </Button>
          <Show when={props.selection.page().ticked < props.selection.page().rows}>
            <Button class="small" onClick={() => props.selection.tickPage(true)}>
              Select all {props.selection.page().rows} on this page
            </Button>
          </Show>
          {props.children}
        </section>
      </Show>
    </>
  );
}

/** "3 selected, 2 of them on other pages" */
function inWords(count: number, onPage: number): string {
  const selected = `${grouped(count)} selected`;
  if (onPage === count) return selected;
  return onPage === 0
    ? `${selected} on other pages`
    : `${selected}, ${grouped(count - onPage)} of them on other pages`;
}
