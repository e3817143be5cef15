import * as Kobalte from "@kobalte/core/dialog";
import { X } from "lucide";
import { type JSX, Show } from "solid-js";
import { Icon } from "./icon.tsx";
import { OPEN_DIALOG } from "./open-dialog.ts";
import { ProgressLine } from "./progress-line.tsx";

interface DialogProps {
  title: string;
  description?: JSX.Element;
  /** Escape, the cross, a press outside. */
  onClose: () => void;
  busy?: boolean;
  /** An alert dialog is not left by a press outside. */
  alert?: boolean;
  /** Focus goes there at first; else to the first input. */
  initialFocus?: () => HTMLElement | undefined;
  /** Where focus goes back to if the element that it came from is gone. */
  returnFocus?: () => HTMLElement | null | undefined;
  children: JSX.Element;
}

/** A modal dialog; it is open for as long as it exists, and gives focus back where it came from. */
export function Dialog(props: DialogProps) {
  const opener = document.activeElement;

  const focusFirst = (event: Event) => {
    const target = props.initialFocus?.();
    if (!target) return;
    event.preventDefault();
    target.focus();
  };

  const focusBack = () => {
    // Only now does the page behind take focus again; where another dialog took this one's place, not yet.
    queueMicrotask(() => {
      if (document.querySelector(OPEN_DIALOG)) return;
      const target = isThere(opener) ? opener : props.returnFocus?.();
      target?.focus({ preventScroll: true });
    });
  };

  return (
    <Kobalte.Root open onOpenChange={(open) => !open && props.onClose()}>
      <Kobalte.Portal>
        <Kobalte.Overlay class="dialog-backdrop" />
        <div class="dialog-place">
          <Kobalte.Content
            class="dialog"
            role={props.alert ? "alertdialog" : "dialog"}
            onOpenAutoFocus={focusFirst}
            onCloseAutoFocus={focusBack}
            onPointerDownOutside={(event) => props.alert && event.preventDefault()}
          >
            <ProgressLine active={props.busy ?? false} label="Working" />
            <header class="dialog-head">
              <Kobalte.Title class="dialog-title">{props.title}</Kobalte.Title>
              <Kobalte.CloseButton class="icon-button" aria-label="Close" title="Close">
                <Icon of={X} size={18} />
              </Kobalte.CloseButton>
            </header>
            <Show when={props.description}>
              <Kobalte.Description class="dialog-description" as="div">
                {props.description}
              </Kobalte.Description>
            </Show>
            {props.children}
          </Kobalte.Content>
        </div>
      </Kobalte.Portal>
    </Kobalte.Root>
  );
}

function isThere(element: Element | null): element is HTMLElement {
  return element instanceof HTMLElement && element.isConnected && element !== document.body;
}
