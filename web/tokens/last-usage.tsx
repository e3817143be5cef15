import { Show } from "solid-js";
import type { Token } from "../outputs.ts";

/** The last request: `GET /reports/42`. */
export function LastUsage(props: { usage: Token["lastUsed"] }) {
  return (
    <Show when={props.usage}>
      {(usage) => (
        <code class="usage">
          {usage().method} {usage().path}
        </code>
      )}
    </Show>
  );
}
