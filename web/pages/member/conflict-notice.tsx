import { For, Show } from "solid-js";
import type { Conflict } from "./editing.ts";

/** Somebody else was faster. Present while empty, so that screen readers announce what appears. */
export function ConflictNotice(props: { conflict: Conflict | undefined }) {
  return (
    <div role="alert">
      <Show when={props.conflict}>
        {(conflict) => (
          <div class="conflict">
            <p>
              <strong>{conflict().by ?? "Somebody else"} has changed this member in the meantime.</strong>
            </p>
            <ul>
              <For each={conflict().lines}>{(line) => <li>{line}</li>}</For>
            </ul>
            <p>Your changes are still here, on top of that, and not saved yet.</p>
          </div>
        )}
      </Show>
    </div>
  );
}
