import { onCleanup, onMount } from "solid-js";

const MOVES = ["pointermove", "pointerdown", "keydown"] as const;

/** Runs `prepare` at the first sign that somebody is about to do something on the page. */
export function onFirstMove(prepare: () => void): void {
  const stop = () => {
    for (const move of MOVES) document.removeEventListener(move, moved);
  };
  const moved = (event: Event) => {
    if (isAtRest(event)) return;
    stop();
    prepare();
  };
  onMount(() => {
    for (const move of MOVES) document.addEventListener(move, moved, { passive: true });
  });
  onCleanup(stop);
}

/** A page that appears below the pointer is told so, at times as a move that leads nowhere. */
function isAtRest(event: Event): boolean {
  if (event.type !== "pointermove") return false;
  const { movementX, movementY } = event as PointerEvent;
  return movementX === 0 && movementY === 0;
}
