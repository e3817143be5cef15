import { onCleanup, onMount } from "solid-js";

const MOVES = ["pointermove", "pointerdown", "keydown"] as const;

/** Runs `prepare` at the first sign that the user is about to act. */
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

/** Browsers report a page that appears below the pointer as a move, at times of no distance. */
function isAtRest(event: Event): boolean {
  if (event.type !== "pointermove") return false;
  const { movementX, movementY } = event as PointerEvent;
  return movementX === 0 && movementY === 0;
}
