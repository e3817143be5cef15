import { createSignal } from "solid-js";
import type { Refusal } from "../refusal.ts";
import { Button } from "../ui/button.tsx";
import { Dialog } from "../ui/dialog.tsx";
import { Field } from "../ui/field.tsx";

interface RenameDialogProps {
  name: string;
  busy: boolean;
  refusal: Refusal | undefined;
  onRename: (name: string) => void;
  onClose: () => void;
}

export function RenameDialog(props: RenameDialogProps) {
  const [name, setName] = createSignal(props.name);
  let input: HTMLInputElement | undefined;

  const rename = (event: SubmitEvent) => {
    event.preventDefault();
    if (!props.busy) props.onRename(name());
  };
  const focus = () => {
    input?.select();
    return input;
  };

  return (
    <Dialog title="Rename token" busy={props.busy} onClose={props.onClose} initialFocus={focus}>
      <form onSubmit={rename} noValidate>
        <Field label="Name" error={props.refusal?.message}>
          {(wiring) => (
            <input
              {...wiring}
              ref={(element) => (input = element)}
              name="name"
              autocomplete="off"
              required
              value={name()}
              onInput={(event) => setName(event.currentTarget.value)}
            />
          )}
        </Field>
        <footer class="dialog-foot">
          <Button onClick={() => props.onClose()}>Cancel</Button>
          <Button look="primary" type="submit" busy={props.busy}>
            Rename
          </Button>
        </footer>
      </form>
    </Dialog>
  );
}
