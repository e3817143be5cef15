import { Show } from "solid-js";
import { rpc } from "../../rpc.ts";
import type { Permission } from "../../team/catalogue.ts";
import { ConfirmDialog } from "../../ui/confirm-dialog.tsx";
import type { DefinitionDialogsProps } from "./definition-dialogs.ts";
import { PermissionDialog } from "./permission-dialog.tsx";

export function PermissionDialogs(props: DefinitionDialogsProps<Permission>) {
  const save = (key: string, description: string, saved: () => void, done: string) =>
    props.dialogs.run(() => rpc.organization.definePermission.mutate({ key, description }).then(saved), done);

  return (
    <>
      <Show when={props.dialogs.isDefining()}>
        <PermissionDialog
          acting={props.dialogs.acting}
          onSave={(key, description, saved) => save(key, description, saved, `${key} is defined.`)}
          onClose={props.dialogs.close}
        />
      </Show>
      <Show when={props.dialogs.changing()} keyed>
        {(permission) => (
          <PermissionDialog
            permission={permission}
            acting={props.dialogs.acting}
            onSave={(key, description, saved) => save(key, description, saved, `${key} is described anew.`)}
            onClose={props.dialogs.close}
          />
        )}
      </Show>
      <Show when={props.dialogs.removing()} keyed>
        {({ key }) => (
          <ConfirmDialog
            title={`Remove ${key}?`}
            action="Remove"
            busy={props.dialogs.acting.busy()}
            refusal={props.dialogs.acting.refusal()}
            onConfirm={() =>
              props.dialogs.run(() => rpc.organization.removePermission.mutate({ key }), `${key} is removed.`)
            }
            onClose={props.dialogs.close}
            returnFocus={props.restingPlace}
          >
            <p>
              It is taken from every member who holds it, and from the tokens with them: your API refuses what
              needs it from the next request on.
            </p>
          </ConfirmDialog>
        )}
      </Show>
    </>
  );
}
