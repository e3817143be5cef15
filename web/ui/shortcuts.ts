import { createSignal, onCleanup, onMount } from "solid-js";
import { OPEN_DIALOG } from "./open-dialog.ts";

const OFF = "latchkey.no-single-keys";

const [isOn, setOn] = createSignal(read() !== "off");

/**
 * Whether single-key shortcuts are on: users of speech input, or with unsteady hands, switch them off (WCAG 2.1.4).
 */
export const shortcutsAreOn = isOn;

/** Stored in this browser alone. */
export function switchShortcuts(on: boolean): void {
  setOn(on);
  try {
    if (on) localStorage.removeItem(OFF);
    else localStorage.setItem(OFF, "off");
  } catch {
    // If the browser stores nothing, they stay off until the page is left.
  }
}

function read(): string | null {
  try {
    return localStorage.getItem(OFF);
  } catch {
    return null;
  }
}

/** Single keys that act on the page, while nobody types and no dialog is open. */
export function createShortcuts(actions: Record<string, () => void>): void {
  const press = (event: KeyboardEvent) => {
    if (!isOn() || event.defaultPrevented || event.repeat) return;
    if (event.ctrlKey || event.metaKey || event.altKey) return;
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
