import { onCleanup, onMount } from "solid-js";

const MOVES = ["pointermove", "pointerdown", "keydown"] as const;

/** Runs `prepare` at the first sign that somebody is about to do something on the page. */
export function onFirstMove(prepare: () => void): void {
  const stop = () => {
    for (const move of MOVES) document.removeEventListener(move, moved);
  };
  const moved = () => {
    stop();
    prepare();
  };
  onMount(() => {
    for (const move of MOVES) document.addEventListener(move, moved, { passive: true });
  });
  onCleanup(stop);
}
