import { createSignal, onCleanup } from "solid-js";

const [isNowhere, setIsNowhere] = createSignal(false);

/** Whether the address leads to no page that this member may see: no entry of the navigation holds it. */
export { isNowhere };

/** While what calls it is shown. */
export function holdNowhere(): void {
  setIsNowhere(true);
  onCleanup(() => setIsNowhere(false));
}
