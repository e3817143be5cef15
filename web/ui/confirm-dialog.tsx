import type { JSX } from "solid-js";
import type { Refusal } from "../refusal.ts";
import { Button } from "./button.tsx";
import { Dialog } from "./dialog.tsx";
import { FieldError } from "./field.tsx";
import { LeaseCountdown } from "./lease-countdown.tsx";

interface ConfirmDialogProps {
  title: string;
  /** The verb on the button that does it. */
  action: string;
  busy: boolean;
  refusal: Refusal | undefined;
  onConfirm: () => void;
  onClose: () => void;
  returnFocus?: () => HTMLElement | null | undefined;
  children: JSX.Element;
}

/** Asks before something that cannot be undone. Focus starts on the way back. */
export function ConfirmDialog(props: ConfirmDialogProps) {
  let cancel: HTMLButtonElement | undefined;
  return (
    <Dialog
      alert
      title={props.title}
      description={props.children}
      busy={props.busy}
      onClose={props.onClose}
      initialFocus={() => cancel}
      returnFocus={props.returnFocus}
    >
      <FieldError message={props.refusal?.message} />
      <LeaseCountdown active={props.busy} />
      <footer class="dialog-foot">
        <Button ref={(element) => (cancel = element)} onClick={() => props.onClose()}>
          Cancel
        </Button>
        <Button look="danger" busy={props.busy} onClick={() => props.onConfirm()}>
          {props.action}
        </Button>
      </footer>
    </Dialog>
  );
}
