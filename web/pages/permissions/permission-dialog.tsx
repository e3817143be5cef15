import { Show } from "solid-js";
import { createDraft } from "../../draft.ts";
import { blameOn, blameOnNone } from "../../refusal.ts";
import type { Permission } from "../../team/catalogue.ts";
import type { createAct } from "../../ui/act.ts";
import { Button } from "../../ui/button.tsx";
import { Dialog } from "../../ui/dialog.tsx";
import { CancelButton, DialogFoot } from "../../ui/dialog-foot.tsx";
import { Form } from "../../ui/form.tsx";
import { LeaseCountdown } from "../../ui/lease-countdown.tsx";
import { TextField } from "../../ui/text-field.tsx";

interface PermissionDialogProps {
  /** One that is there already is described anew; its key stays. */
  permission?: Permission;
  acting: ReturnType<typeof createAct>;
  onSave: (key: string, description: string, saved: () => void) => void;
  onClose: () => void;
}

export function PermissionDialog(props: PermissionDialogProps) {
  const draft = createDraft(`permission ${props.permission?.key ?? ""}`, {
    key: props.permission?.key ?? "",
    description: props.permission?.description ?? "",
  });
  let first: HTMLInputElement | undefined;
  let last: HTMLInputElement | undefined;

  const save = () => props.onSave(draft.values.key, draft.values.description, draft.forget);

  return (
    <Dialog
      title={props.permission ? `Describe ${props.permission.key}` : "Define permission"}
      busy={props.acting.busy()}
      onClose={draft.closing(props.onClose)}
      question={draft.question()}
      initialFocus={() => first ?? last}
    >
      <Form refusal={props.acting.refusal()} onSubmit={save} onInput={props.acting.forget}>
        <Show when={!props.permission}>
          <TextField
            ref={(input) => (first = input)}
            label="Key"
            name="key"
            hint="What your API looks for, such as reports:read. It cannot be changed later."
            value={draft.values.key}
            onInput={(key) => draft.set({ key })}
            error={blameOn("key", props.acting.refusal())}
          />
        </Show>
        <TextField
          ref={(input) => (last = input)}
          label="Description"
          name="description"
          hint="What people read, such as “Can read reports”."
          value={draft.values.description}
          onInput={(description) => draft.set({ description })}
          error={blameOn("description", props.acting.refusal())}
        />
        <DialogFoot
          error={blameOnNone(["key", "description"], props.acting.refusal())}
          notice={<LeaseCountdown active={props.acting.busy()} />}
        >
          <CancelButton />
          <Button look="primary" type="submit" busy={props.acting.busy()}>
            {props.permission ? "Save" : "Define"}
          </Button>
        </DialogFoot>
      </Form>
    </Dialog>
  );
}
