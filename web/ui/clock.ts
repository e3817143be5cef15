import { createSignal } from "solid-js";

const TICK_MS = 15_000;

const [now, setNow] = createSignal(Date.now());

/** The time, for what is written relative to it; it stands still while nobody looks. */
export { now };

setInterval(() => {
  if (document.visibilityState === "visible") setNow(Date.now());
}, TICK_MS);
document.addEventListener("visibilitychange", () => setNow(Date.now()));

/** A time that the server just told may lie after the last tick. */
export function tick(): void {
  setNow(Date.now());
}
