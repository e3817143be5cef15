import { Show } from "solid-js";
import { now } from "./clock.ts";
import { exactLocal, exactUtc, relative } from "./dates.ts";

/** How long ago; the exact local and UTC time for who points at it, and for screen readers. */
export function RelativeTime(props: { at: string }) {
  return (
    <time class="moment" dateTime={props.at}>
      {relative(props.at, now())}
      <span class="moment-exact">
        <Show when={exactLocal(props.at) !== exactUtc(props.at)}>
          <span>{exactLocal(props.at)}</span>
        </Show>
        <span>{exactUtc(props.at)}</span>
      </span>
    </time>
  );
}
