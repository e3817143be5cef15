import { Show } from "solid-js";
import { shortcutsAreOn } from "./shortcuts.ts";

/** A key's hint for keyboard users; assistive technology gets `aria-keyshortcuts`. */
export function Key(props: { of: string }) {
  return (
    <Show when={shortcutsAreOn()}>
      <span class="key" aria-hidden="true">
        {props.of}
      </span>
    </Show>
  );
}
