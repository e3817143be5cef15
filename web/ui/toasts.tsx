import { createSignal, type JSX, Show } from "solid-js";
import { later } from "../later.tsx";

// No toast appears in the first seconds, so its code loads later.
const load = () => import("./toast-region.tsx");
const ToastRegion = later(load);
const [needed, setNeeded] = createSignal(false);

/** Says that something was done. Failures stand beside their field or row. */
export async function say(message: JSX.Element): Promise<void> {
  setNeeded(true);
  const { show } = await load();
  show(message);
}

export function Toasts() {
  return (
    <Show when={needed()}>
      <ToastRegion />
    </Show>
  );
}
