import { createDraft } from "../../draft.ts";
import type { createAct } from "../../ui/act.ts";
import { Button } from "../../ui/button.tsx";
import { Dialog } from "../../ui/dialog.tsx";
import { CancelButton, DialogFoot } from "../../ui/dialog-foot.tsx";
import { Form } from "../../ui/form.tsx";
import { LeaseCountdown } from "../../ui/lease-countdown.tsx";
import { TextField } from "../../ui/text-field.tsx";

interface GroupDialogProps {
  title: string;
  action: string;
  name: string;
  /** The field's name on the wire. */
  field: "name" | "newName";
  acting: ReturnType<typeof createAct>;
  onSave: (name: string, saved: () => void) => void;
  onClose: () => void;
  returnFocus?: () => HTMLElement | undefined;
}

export function GroupDialog(props: GroupDialogProps) {
  const draft = createDraft(`group ${props.name}`, { name: props.name });
  let input: HTMLInputElement | undefined;
  const save = () => props.onSave(draft.values.name, draft.forget);
  const focus = () => {
    input?.select();
    return input;
  };

  return (
    <Dialog
      title={props.title}
      busy={props.acting.busy()}
      onClose={draft.closing(props.onClose)}
      question={draft.question()}
      initialFocus={focus}
      returnFocus={props.returnFocus}
    >
      <Form refusal={props.acting.refusal()} onSubmit={save} onInput={props.acting.forget}>
        <TextField
          ref={(element) => (input = element)}
          label="Name"
          name={props.field}
          value={draft.values.name}
          onInput={(name) => draft.set({ name })}
          error={props.acting.refusal()?.message}
        />
        <DialogFoot notice={<LeaseCountdown active={props.acting.busy()} />}>
          <CancelButton />
          <Button look="primary" type="submit" busy={props.acting.busy()}>
            {props.action}
          </Button>
        </DialogFoot>
      </Form>
    </Dialog>
  );
}
