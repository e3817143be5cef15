import { createSignal } from "solid-js";

const TICK_MS = 15_000;
/** `Date` has whole seconds, and half the round trip is a guess: within this, clocks agree. */
const AGREE_MS = 2_000;
const HALF_A_SECOND_MS = 500;

let aheadMs = 0;

/** The time by the server's clock, which decides what has ended: a browser's may be wrong by minutes or days. */
export function serverTime(): number {
  return Date.now() + aheadMs;
}

const [now, setNow] = createSignal(serverTime());

/** The server's time, for relative times; it stands still while the window is hidden. */
export { now };

setInterval(() => {
  if (document.visibilityState === "visible") tick();
}, TICK_MS);
document.addEventListener("visibilitychange", tick);

/** A time from the server may lie after the last tick. */
export function tick(): void {
  setNow(serverTime());
}

/** Sets the clock by an answer's `Date` (RFC 9110 §6.6.1), between two readings of the browser's clock. */
export function setClock(date: string | null, askedAt: number, answeredAt: number): void {
  const told = Date.parse(date ?? "");
  if (Number.isNaN(told)) return;
  const measuredMs = told + HALF_A_SECOND_MS - (askedAt + answeredAt) / 2;
  const uncertainMs = AGREE_MS + (answeredAt - askedAt) / 2;
  if (Math.abs(measuredMs - aheadMs) <= uncertainMs) return;
  aheadMs = Math.abs(measuredMs) <= uncertainMs ? 0 : Math.round(measuredMs);
  tick();
}
