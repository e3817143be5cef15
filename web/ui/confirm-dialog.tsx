import type { JSX } from "solid-js";
import type { Refusal } from "../refusal.ts";
import { Button, type ButtonProps } from "./button.tsx";
import { Dialog } from "./dialog.tsx";
import { CancelButton, DialogFoot } from "./dialog-foot.tsx";
import { LeaseCountdown } from "./lease-countdown.tsx";

interface ConfirmDialogProps {
  title: string;
  /** The verb on the button that does it. */
  action: string;
  /** That button's look, if nothing is lost by it. */
  look?: ButtonProps["look"];
  busy: boolean;
  refusal: Refusal | undefined;
  onConfirm: () => void;
  onClose: () => void;
  returnFocus?: () => HTMLElement | null | undefined;
  children: JSX.Element;
}

/** Asks before something that matters. Focus starts on Cancel. */
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
      <DialogFoot error={props.refusal?.message} notice={<LeaseCountdown active={props.busy} />}>
        <CancelButton ref={(button) => (cancel = button)} />
        <Button look={props.look ?? "danger"} busy={props.busy} onClick={() => props.onConfirm()}>
          {props.action}
        </Button>
      </DialogFoot>
    </Dialog>
  );
}
