import { type JSX, onMount, Show } from "solid-js";
import { Button, type ButtonProps } from "./button.tsx";
import { type LeaveQuestion, useLeaving } from "./leaving.ts";

interface DialogFootProps {
  /** An error that belongs to no field: it stands above the buttons, in view however tall the dialog is. */
  error?: string;
  /** Anything else to read before pressing a button. */
  notice?: JSX.Element;
  /** The buttons. */
  children: JSX.Element;
}

/** The foot of a dialog. While the dialog asks before it closes, the question replaces the buttons. */
export function DialogFoot(props: DialogFootProps) {
  const leaving = useLeaving();
  return (
    <footer class="dialog-foot">
      <p class="form-error" role="alert">
        {props.error}
      </p>
      {props.notice}
      <Show when={leaving.asked()} fallback={<div class="dialog-buttons">{props.children}</div>}>
        {(question) => <Question {...question()} onStay={leaving.stay} onLeave={leaving.leave} />}
      </Show>
    </footer>
  );
}

interface CloseButtonProps {
  look?: ButtonProps["look"];
  ref?: (button: HTMLButtonElement) => void;
  children: JSX.Element;
}

/** Closes the dialog, if nothing is lost with it. */
export function CloseButton(props: CloseButtonProps) {
  const leaving = useLeaving();
  return (
    <Button ref={props.ref} look={props.look} onClick={leaving.close}>
      {props.children}
    </Button>
  );
}

export function CancelButton(props: Pick<CloseButtonProps, "ref">) {
  return <CloseButton ref={props.ref}>Cancel</CloseButton>;
}

function Question(props: LeaveQuestion & { onStay: () => void; onLeave: () => void }) {
  let stay: HTMLButtonElement | undefined;
  onMount(() => stay?.focus());
  return (
    <>
      <p class="leave" role="alert">
        {props.sentence}
      </p>
      <div class="dialog-buttons">
        <Button look="danger" onClick={() => props.onLeave()}>
          {props.leave}
        </Button>
        <Button ref={(element) => (stay = element)} onClick={() => props.onStay()}>
          {props.stay}
        </Button>
      </div>
    </>
  );
}
