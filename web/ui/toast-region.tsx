import * as Toast from "@kobalte/core/toast";
import { X } from "lucide";
import type { JSX } from "solid-js";
import { Icon } from "./icon.tsx";

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
  return (
    <Toast.Region class="toasts" duration={6_000} aria-label="Messages">
      <Toast.List as="div" class="toast-list" />
    </Toast.Region>
  );
}
