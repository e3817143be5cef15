import { createSignal, onMount } from "solid-js";
import { now } from "./clock.ts";
import { exactLocal, exactUtc, relative } from "./dates.ts";

/** How long ago; the exact local and UTC time for who points at it, and for screen readers. */
export function RelativeTime(props: { at: string }) {
  onMount(whenCalm);
  return (
    <time class="moment" dateTime={props.at}>
      {relative(props.at, now())} <span class="moment-exact">{calm() ? exact(props.at) : ""}</span>
    </time>
  );
}

/** Whether the first page is there: what only who points at it sees can wait for that. */
const [calm, setCalm] = createSignal(false);

function whenCalm(): void {
  if ("requestIdleCallback" in window) requestIdleCallback(() => setCalm(true), { timeout: 1_000 });
  else setTimeout(setCalm, 200, true);
}

function exact(at: string): string {
  const local = exactLocal(at);
  const utc = exactUtc(at);
  return local === utc ? utc : `${local}\n${utc}`;
}
