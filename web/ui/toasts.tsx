import { createSignal, type JSX, Show } from "solid-js";
import { later } from "../later.tsx";

// Nothing is said in the first seconds: the code for it can come when there is something to say.
const load = () => import("./toast-region.tsx");
const ToastRegion = later(load);
const [needed, setNeeded] = createSignal(false);

/** Says that something was done; for what went wrong there is a place beside the field or the row. */
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
