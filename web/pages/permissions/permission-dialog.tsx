import { createSignal, Show } from "solid-js";
import { blameOn } from "../../refusal.ts";
import type { Permission } from "../../team/catalogue.ts";
import type { createAct } from "../../ui/act.ts";
import { Button } from "../../ui/button.tsx";
import { Dialog } from "../../ui/dialog.tsx";
import { LeaseCountdown } from "../../ui/lease-countdown.tsx";
import { TextField } from "../../ui/text-field.tsx";

interface PermissionDialogProps {
  /** One that is there already is described anew; its key stays. */
  permission?: Permission;
  acting: ReturnType<typeof createAct>;
  onSave: (key: string, description: string) => void;
  onClose: () => void;
}

export function PermissionDialog(props: PermissionDialogProps) {
  const [key, setKey] = createSignal(props.permission?.key ?? "");
  const [description, setDescription] = createSignal(props.permission?.description ?? "");
  let first: HTMLInputElement | undefined;
  let last: HTMLInputElement | undefined;

  const save = (event: SubmitEvent) => {
    event.preventDefault();
    props.onSave(key(), description());
  };
  const general = () => {
    const refusal = props.acting.refusal();
    return refusal && !["key", "description"].includes(refusal.field ?? "") ? refusal.message : undefined;
  };

  return (
    <Dialog
      title={props.permission ? `Describe ${props.permission.key}` : "Define permission"}
      busy={props.acting.busy()}
      onClose={props.onClose}
      initialFocus={() => first ?? last}
    >
      <form onSubmit={save} onInput={props.acting.forget} noValidate>
        <Show when={!props.permission}>
          <TextField
            ref={(input) => (first = input)}
            label="Key"
            name="key"
            hint="What your API looks for, such as reports:read. It cannot be changed later."
            value={key()}
            onInput={setKey}
            error={blameOn("key", props.acting.refusal())}
          />
        </Show>
        <TextField
          ref={(input) => (last = input)}
          label="Description"
          name="description"
          hint="What people read, such as “Can read reports”."
          value={description()}
          onInput={setDescription}
          error={blameOn("description", props.acting.refusal())}
        />
        <p class="form-error" role="alert">
          {general()}
        </p>
        <LeaseCountdown active={props.acting.busy()} />
        <footer class="dialog-foot">
          <Button onClick={() => props.onClose()}>Cancel</Button>
          <Button look="primary" type="submit" busy={props.acting.busy()}>
            {props.permission ? "Save" : "Define"}
          </Button>
        </footer>
      </form>
    </Dialog>
  );
}
