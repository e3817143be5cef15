import { onCleanup, onMount } from "solid-js";

const NOT_SOONER_THAN_MS = 5_000;

/** Who comes back to the window finds the list as it is now, not as they left it. */
export function refreshOnFocus(refresh: () => void): void {
  let last = Date.now();
  const refreshIfStale = () => {
    if (document.visibilityState !== "visible" || Date.now() - last < NOT_SOONER_THAN_MS) return;
    last = Date.now();
    refresh();
  };
  onMount(() => {
    addEventListener("focus", refreshIfStale);
    document.addEventListener("visibilitychange", refreshIfStale);
  });
  onCleanup(() => {
    removeEventListener("focus", refreshIfStale);
    document.removeEventListener("visibilitychange", refreshIfStale);
  });
}
