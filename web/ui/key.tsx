import { Show } from "solid-js";
import { shortcutsAreOn } from "./shortcuts.ts";

/** The key that does it, for who has a keyboard; assistive technology is told by `aria-keyshortcuts`. */
export function Key(props: { of: string }) {
  return (
    <Show when={shortcutsAreOn()}>
      <span class="key" aria-hidden="true">
        {props.of}
      </span>
    </Show>
  );
}
