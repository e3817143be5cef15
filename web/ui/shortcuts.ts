import { onCleanup, onMount } from "solid-js";
import { OPEN_DIALOG } from "./open-dialog.ts";

/** Single keys that act on the page, while nobody types and no dialog is open. */
export function createShortcuts(actions: Record<string, () => void>): void {
  const press = (event: KeyboardEvent) => {
    if (event.defaultPrevented || event.repeat || event.ctrlKey || event.metaKey || event.altKey) return;
    if (isTyping(event.target) || document.querySelector(OPEN_DIALOG)) return;
    // With Caps Lock, "n" is "N".
    const action = actions[event.key.toLowerCase()];
    if (!action) return;
    event.preventDefault();
    action();
  };
  onMount(() => document.addEventListener("keydown", press));
  onCleanup(() => document.removeEventListener("keydown", press));
}

function isTyping(target: EventTarget | null): boolean {
  return (
    target instanceof HTMLElement && (target.isContentEditable || target.matches("input, textarea, select"))
  );
}
