import { useLocation } from "@solidjs/router";
import { createSignal, onMount, Show } from "solid-js";
import { Button } from "./ui/button.tsx";

/** In the session storage: when, and which address was last reloaded because a script was missing. */
const LOADED = "loaded-whole";
const JUST_NOW_MS = 60_000;

const SENTENCES = {
  "still-gone": "A part of this page could not be loaded, even after a reload.",
  unreachable: "A part of this page could not be loaded. Check your connection, then reload the page.",
};

/**
 * Shown when a script cannot be loaded. After a deployment an open tab asks for scripts that are gone, so the wanted
 * address is reloaded, once. If that does not help, or nothing answers, a sentence says so.
 */
export function StaleApp() {
  const location = useLocation();
  const [trouble, setTrouble] = createSignal<keyof typeof SENTENCES>();
  const wanted = () => location.pathname + location.search + location.hash;

  const load = () => {
    const { pathname, search, hash } = window.location;
    sessionStorage.setItem(LOADED, `${Date.now()} ${wanted()}`);
    if (wanted() === pathname + search + hash) window.location.reload();
    else window.location.assign(wanted());
  };

  onMount(async () => {
    if (wasJustLoaded(wanted())) setTrouble("still-gone");
    // If the page cannot be loaded now, a reload would end in the browser's error page.
    else if (await isReachable(wanted())) load();
    else setTrouble("unreachable");
  });

  return (
    <Show when={trouble()}>
      {(trouble) => (
        <div class="problem" role="alert">
          <p>{SENTENCES[trouble()]}</p>
          <Button onClick={load}>Reload the page</Button>
        </div>
      )}
    </Show>
  );
}

/** Whether this address was just reloaded because a script was missing. */
function wasJustLoaded(address: string): boolean {
  const [at, ...before] = (sessionStorage.getItem(LOADED) ?? "").split(" ");
  return before.join(" ") === address && Date.now() - Number(at) < JUST_NOW_MS;
}

async function isReachable(address: string): Promise<boolean> {
  try {
    return (await fetch(address, { method: "HEAD", headers: { Accept: "text/html" } })).ok;
  } catch {
    return false;
  }
}
