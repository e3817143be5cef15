import { createDraft } from "../draft.ts";
import type { Refusal } from "../refusal.ts";
import { Button } from "../ui/button.tsx";
import { Dialog } from "../ui/dialog.tsx";
import { CancelButton, DialogFoot } from "../ui/dialog-foot.tsx";
import { Field } from "../ui/field.tsx";
import { Form } from "../ui/form.tsx";

interface RenameDialogProps {
  id: string;
  name: string;
  busy: boolean;
  refusal: Refusal | undefined;
  onRename: (name: string) => Promise<boolean>;
  onClose: () => void;
}

export function RenameDialog(props: RenameDialogProps) {
  const draft = createDraft(`rename-token ${props.id}`, { name: props.name });
  let input: HTMLInputElement | undefined;

  const rename = async () => {
    if (props.busy || !(await props.onRename(draft.values.name))) return;
    draft.forget();
    props.onClose();
  };
  const focus = () => {
    input?.select();
    return input;
  };

  return (
    <Dialog
      title="Rename token"
      busy={props.busy}
      onClose={draft.closing(props.onClose)}
      question={draft.question()}
      initialFocus={focus}
    >
      <Form refusal={props.refusal} onSubmit={rename}>
        <Field label="Name" error={props.refusal?.message}>
          {(wiring) => (
            <input
              {...wiring}
              ref={(element) => (input = element)}
              name="name"
              autocomplete="off"
              required
              value={draft.values.name}
              onInput={(event) => draft.set({ name: event.currentTarget.value })}
            />
          )}
        </Field>
        <DialogFoot>
          <CancelButton />
          <Button look="primary" type="submit" busy={props.busy}>
            Rename
          </Button>
        </DialogFoot>
      </Form>
    </Dialog>
  );
}
