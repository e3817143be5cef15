import * as Toast from "@kobalte/core/toast";
import { X } from "lucide";
import { type JSX, onCleanup, onMount } from "solid-js";
import { Icon } from "./icon.tsx";
import { liftClear } from "./lift-clear.ts";

export function show(message: JSX.Element): void {
  Toast.toaster.show((props) => (
    <Toast.Root as="div" toastId={props.toastId} class="toast">
      <Toast.Title class="toast-text" as="p">
        {message}
      </Toast.Title>
      <Toast.CloseButton class="icon-button" aria-label="Dismiss" title="Dismiss">
        <Icon of={X} size={16} />
      </Toast.CloseButton>
    </Toast.Root>
  ));
}

export default function ToastRegion() {
  onMount(() => {
    const region = document.querySelector<HTMLElement>(".toasts");
    if (!region) return;
    const place = () => liftClear(region);
    const said = new MutationObserver(place);
    said.observe(region, { childList: true, subtree: true });
    addEventListener("scroll", place, { passive: true, capture: true });
    addEventListener("resize", place);
    onCleanup(() => {
      said.disconnect();
      removeEventListener("scroll", place, { capture: true });
      removeEventListener("resize", place);
    });
  });
  return (
    <Toast.Region class="toasts" duration={6_000} aria-label="Messages">
      <Toast.List as="div" class="toast-list" />
    </Toast.Region>
  );
}
