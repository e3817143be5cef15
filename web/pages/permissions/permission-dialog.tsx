import { createSignal, Show } from "solid-js";
import { createDraft } from "../../draft.ts";
import { EndpointLines, endpointsIn } from "../../endpoints/lines.tsx";
import { problemOfEndpoint } from "../../endpoints/problem.ts";
import { blameOn, blameOnNone, type Refusal } from "../../refusal.ts";
import type { Permission } from "../../team/catalogue.ts";
import type { createAct } from "../../ui/act.ts";
import { Button } from "../../ui/button.tsx";
import { Dialog } from "../../ui/dialog.tsx";
import { CancelButton, DialogFoot } from "../../ui/dialog-foot.tsx";
import { Form } from "../../ui/form.tsx";
import { LeaseCountdown } from "../../ui/lease-countdown.tsx";
import { TextField } from "../../ui/text-field.tsx";

interface PermissionDialogProps {
  /** The existing permission to change; its key stays. */
  permission?: Permission;
  acting: ReturnType<typeof createAct>;
  onSave: (permission: Defined, saved: () => void) => void;
  onClose: () => void;
}

interface Defined {
  key: string;
  description: string;
  endpoints: string[];
}

export function PermissionDialog(props: PermissionDialogProps) {
  const draft = createDraft(`permission ${props.permission?.key ?? ""}`, {
    key: props.permission?.key ?? "",
    description: props.permission?.description ?? "",
    lines: [...(props.permission?.endpoints ?? []), ""],
  });
  const [unread, setUnread] = createSignal<Refusal>();
  const refusal = () => unread() ?? props.acting.refusal();
  const forget = () => {
    setUnread(undefined);
    props.acting.forget();
  };
  let first: HTMLInputElement | undefined;
  let last: HTMLInputElement | undefined;

  const save = () => {
    const { key, description, lines } = draft.values;
    const endpoints = endpointsIn(lines);
    const at = endpoints.findIndex((one) => problemOfEndpoint(one) !== undefined);
    if (at === -1) return props.onSave({ key, description, endpoints }, draft.forget);
    setUnread({ code: "BAD_REQUEST", field: `endpoints.${at}`, message: "An endpoint is not understood." });
  };

  return (
    <Dialog
      title={props.permission ? `Change ${props.permission.key}` : "Define permission"}
      busy={props.acting.busy()}
      onClose={draft.closing(props.onClose)}
      question={draft.question()}
      initialFocus={() => first ?? last}
    >
      <Form refusal={refusal()} onSubmit={save} onInput={forget}>
        <Show when={!props.permission}>
          <TextField
            ref={(input) => (first = input)}
            label="Key"
            name="key"
            hint="The key that your API checks, such as reports:read. It cannot be changed later."
            value={draft.values.key}
            onInput={(key) => draft.set({ key })}
            error={blameOn("key", props.acting.refusal())}
          />
        </Show>
        <TextField
          ref={(input) => (last = input)}
          label="Description"
          name="description"
          hint="The words for people, such as “Can read reports”."
          value={draft.values.description}
          onInput={(description) => draft.set({ description })}
          error={blameOn("description", props.acting.refusal())}
        />
        <EndpointLines
          legend="Endpoints"
          hint="What of your API it opens: one a line, {name} for one segment, a last * for all below. Without any, gateways ask for the permission by its key alone."
          lines={draft.values.lines}
          onChange={(lines) => draft.set({ lines })}
          error={blameOn("endpoints", refusal())}
        />
        <DialogFoot
          error={
            unread() ? undefined : blameOnNone(["key", "description", "endpoints"], props.acting.refusal())
          }
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
