import * as Kobalte from "@kobalte/core/dialog";
import { X } from "lucide";
import { type JSX, Show } from "solid-js";
import { isComposing } from "./composing.ts";
import { Icon } from "./icon.tsx";
import { createLeaving, type LeaveQuestion, LeavingContext } from "./leaving.ts";
import { OPEN_DIALOG } from "./open-dialog.ts";
import { ProgressLine } from "./progress-line.tsx";

interface DialogProps {
  title: string;
  description?: JSX.Element;
  /** Called by Escape, the cross, or a press outside, once nothing is lost. */
  onClose: () => void;
  /** The question to ask before it closes, if any. */
  question?: LeaveQuestion;
  busy?: boolean;
  /** A press outside does not close an alert dialog. */
  alert?: boolean;
  /** Where focus starts; by default the first input. */
  initialFocus?: () => HTMLElement | undefined;
  /** Where focus returns if the element that it came from is gone. */
  returnFocus?: () => HTMLElement | null | undefined;
  children: JSX.Element;
}

/** A modal dialog: open as long as it exists, and returns focus where it came from. */
export function Dialog(props: DialogProps) {
  const opener = document.activeElement;
  const leaving = createLeaving(
    () => props.question,
    () => props.onClose(),
  );

  /** Escape undoes the last thing: a word that an input method composes, then a question, then the dialog. */
  const undo = (event: KeyboardEvent) => {
    if (!isComposing(event) && !leaving.asked()) return;
    event.preventDefault();
    if (!isComposing(event)) leaving.stay();
  };
  /** Enter that accepts a composed word must not submit the form, as it does in Safari. */
  const enter = (event: KeyboardEvent) => {
    if (event.key === "Enter" && isComposing(event)) event.preventDefault();
  };

  const focusFirst = (event: Event) => {
    const target = props.initialFocus?.();
    if (!target) return;
    event.preventDefault();
    target.focus();
  };

  const focusBack = () => {
    // Only now can the page behind take focus; not if another dialog replaced this one.
    queueMicrotask(() => {
      if (document.querySelector(OPEN_DIALOG)) return;
      const target = isThere(opener) ? opener : props.returnFocus?.();
      target?.focus({ preventScroll: true });
    });
  };

  return (
    <Kobalte.Root open onOpenChange={(open) => !open && leaving.close()}>
      <Kobalte.Portal>
        <Kobalte.Overlay class="dialog-backdrop" />
        <div class="dialog-place">
          <Kobalte.Content
            class="dialog"
            role={props.alert ? "alertdialog" : "dialog"}
            onOpenAutoFocus={focusFirst}
            onCloseAutoFocus={focusBack}
            onEscapeKeyDown={undo}
            onKeyDown={enter}
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
            <LeavingContext.Provider value={leaving}>{props.children}</LeavingContext.Provider>
          </Kobalte.Content>
        </div>
      </Kobalte.Portal>
    </Kobalte.Root>
  );
}

function isThere(element: Element | null): element is HTMLElement {
  return element instanceof HTMLElement && element.isConnected && element !== document.body;
}
