import { useLocation } from "@solidjs/router";
import { createSignal, onMount, Show } from "solid-js";
import { Button } from "./ui/button.tsx";

/** In the session's storage: when, and which address was last loaded whole for want of a script. */
const LOADED = "loaded-whole";
const JUST_NOW_MS = 60_000;

const SENTENCES = {
  "still-gone": "A part of this page could not be loaded, even with the page loaded anew.",
  unreachable: "A part of this page could not be loaded. Check your connection, then load the page anew.",
};

/**
 * Stands where a script could not be had. After a deployment an open tab asks for scripts that are gone: the address that
 * somebody wanted to go to is loaded whole, once. Where that is of no use, or nothing answers, a sentence says so.
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
    // A page that cannot be loaded now would be lost for one that the browser draws.
    else if (await isReachable(wanted())) load();
    else setTrouble("unreachable");
  });

  return (
    <Show when={trouble()}>
      {(trouble) => (
        <div class="problem" role="alert">
          <p>{SENTENCES[trouble()]}</p>
          <Button onClick={load}>Load the page anew</Button>
        </div>
      )}
    </Show>
  );
}

/** Whether this address was loaded whole just now for want of a script. */
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
