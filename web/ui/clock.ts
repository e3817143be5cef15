import { createSignal } from "solid-js";

const TICK_MS = 15_000;
/** `Date` tells whole seconds, and what it took to arrive is halved by guess: within so much, clocks agree. */
const AGREE_MS = 2_000;
const HALF_A_SECOND_MS = 500;

let aheadMs = 0;

/** The time by the server's clock: a browser's may be wrong by minutes or days, and what ends is judged there. */
export function serverTime(): number {
  return Date.now() + aheadMs;
}

const [now, setNow] = createSignal(serverTime());

/** The server's time, for what is written relative to it; it stands still while nobody looks. */
export { now };

setInterval(() => {
  if (document.visibilityState === "visible") tick();
}, TICK_MS);
document.addEventListener("visibilitychange", tick);

/** A time that the server just told may lie after the last tick. */
export function tick(): void {
  setNow(serverTime());
}

/** Sets the clock by an answer's `Date` (RFC 9110 §6.6.1), between the two moments of the browser's own. */
export function setClock(date: string | null, askedAt: number, answeredAt: number): void {
  const told = Date.parse(date ?? "");
  if (Number.isNaN(told)) return;
  const measuredMs = told + HALF_A_SECOND_MS - (askedAt + answeredAt) / 2;
  const uncertainMs = AGREE_MS + (answeredAt - askedAt) / 2;
  if (Math.abs(measuredMs - aheadMs) <= uncertainMs) return;
  aheadMs = Math.abs(measuredMs) <= uncertainMs ? 0 : Math.round(measuredMs);
  tick();
}
