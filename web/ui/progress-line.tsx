import { createEffect, createSignal, onCleanup, Show } from "solid-js";
import { waitsForPerson } from "./waits-for-person.ts";

const SLOW_MS = 4_000;

/** A thin line for slow work: it appears only after 100 ms, and after some seconds says that it still waits. */
export function ProgressLine(props: { active: boolean; label: string }) {
  const [slow, setSlow] = createSignal(false);
  createEffect(() => {
    setSlow(false);
    if (!props.active || waitsForPerson()) return;
    const timer = setTimeout(() => setSlow(true), SLOW_MS);
    onCleanup(() => clearTimeout(timer));
  });
  return (
    <div class="progress-line" classList={{ active: props.active, slow: slow() }}>
      <span class="for-screen-readers" role="status">
        {props.active ? props.label : ""}
      </span>
      <p role="status">
        <Show when={slow()}>Latchkey takes longer than usual. Still waiting …</Show>
      </p>
    </div>
  );
}
