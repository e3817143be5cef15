import { createSignal } from "solid-js";
import type { createAct } from "../../ui/act.ts";
import { Button } from "../../ui/button.tsx";
import { Dialog } from "../../ui/dialog.tsx";
import { LeaseCountdown } from "../../ui/lease-countdown.tsx";
import { TextField } from "../../ui/text-field.tsx";

interface GroupDialogProps {
  title: string;
  action: string;
  name: string;
  /** What the server calls the field that is filled in here. */
  field: "name" | "newName";
  acting: ReturnType<typeof createAct>;
  onSave: (name: string) => void;
  onClose: () => void;
  returnFocus?: () => HTMLElement | undefined;
}

export function GroupDialog(props: GroupDialogProps) {
  const [name, setName] = createSignal(props.name);
  let input: HTMLInputElement | undefined;
  const save = (event: SubmitEvent) => {
    event.preventDefault();
    props.onSave(name());
  };
  const focus = () => {
    input?.select();
    return input;
  };

  return (
    <Dialog
      title={props.title}
      busy={props.acting.busy()}
      onClose={props.onClose}
      initialFocus={focus}
      returnFocus={props.returnFocus}
    >
      <form onSubmit={save} onInput={props.acting.forget} noValidate>
        <TextField
          ref={(element) => (input = element)}
          label="Name"
          name={props.field}
          value={name()}
          onInput={setName}
          error={props.acting.refusal()?.message}
        />
        <LeaseCountdown active={props.acting.busy()} />
        <footer class="dialog-foot">
          <Button onClick={() => props.onClose()}>Cancel</Button>
          <Button look="primary" type="submit" busy={props.acting.busy()}>
            {props.action}
          </Button>
        </footer>
      </form>
    </Dialog>
  );
}
