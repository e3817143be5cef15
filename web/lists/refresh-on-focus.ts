import { onCleanup, onMount } from "solid-js";

const NOT_SOONER_THAN_MS = 1_000;

/** Refreshes when the user comes back to the window. */
export function refreshOnFocus(refresh: () => void, options: { everyMs?: number } = {}): void {
  let last = Date.now();
  const refreshIfStale = () => {
    if (document.visibilityState !== "visible" || Date.now() - last < NOT_SOONER_THAN_MS) return;
    last = Date.now();
    refresh();
  };
  onMount(() => {
    addEventListener("focus", refreshIfStale);
    document.addEventListener("visibilitychange", refreshIfStale);
    const timer = options.everyMs && setInterval(refreshIfStale, options.everyMs);
    onCleanup(() => {
      removeEventListener("focus", refreshIfStale);
      document.removeEventListener("visibilitychange", refreshIfStale);
      if (timer) clearInterval(timer);
    });
  });
}
