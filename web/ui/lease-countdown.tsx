import { createSignal, onCleanup, Show } from "solid-js";
import { leaseSeconds } from "../session.ts";

const SECOND_MS = 1_000;

/**
 * With leases, a change that narrows a token answers only after they end: this says so, and counts down. Draws
 * nothing without leases.
 */
export function LeaseCountdown(props: { active: boolean }) {
  return (
    <Show when={props.active && leaseSeconds() > 0}>
      <Counting from={leaseSeconds()} />
    </Show>
  );
}

function Counting(props: { from: number }) {
  const [left, setLeft] = createSignal(props.from);
  const timer = setInterval(() => setLeft((seconds) => Math.max(0, seconds - 1)), SECOND_MS);
  onCleanup(() => clearInterval(timer));
  return (
    <p class="lease-countdown">
      <span class="for-screen-readers" role="status">
        It takes effect everywhere within {props.from} seconds.
      </span>
      <span aria-hidden="true">
        {left() > 0 ? `Takes effect everywhere in ${left()} s` : "Takes effect everywhere any moment now"}
      </span>
    </p>
  );
}
