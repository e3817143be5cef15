import { Show } from "solid-js";
import type { Import } from "../../outputs.ts";
import { rpc } from "../../rpc.ts";
import type { Permission } from "../../team/catalogue.ts";
import { ConfirmDialog } from "../../ui/confirm-dialog.tsx";
import { say } from "../../ui/toasts.tsx";
import type { DefinitionDialogsProps } from "./definition-dialogs.ts";
import { ImportDialog } from "./import-dialog.tsx";
import { PermissionDialog } from "./permission-dialog.tsx";
import { WhatRemovalHits } from "./what-removal-hits.tsx";

const definePermission = rpc.organization.definePermission.mutate;

interface PermissionDialogsProps extends DefinitionDialogsProps<Permission> {
  permissions: readonly Permission[];
  /** Asks for the permissions again. */
  refresh: () => Promise<void>;
}

export function PermissionDialogs(props: PermissionDialogsProps) {
  const save = (permission: Parameters<typeof definePermission>[0], saved: () => void, done: string) =>
    props.dialogs.run(() => definePermission(permission).then(saved), done);

  const imported = async ({ permissions }: Import) => {
    const changed = permissions.filter(({ change }) => change !== "same").length;
    props.dialogs.close();
    await props.refresh();
    void say(changed === 1 ? "1 permission is imported." : `${changed} permissions are imported.`);
  };

  return (
    <>
      <Show when={props.dialog.name() === "import-endpoints"}>
        <ImportDialog permissions={props.permissions} onImported={imported} onClose={props.dialogs.close} />
      </Show>
      <Show when={props.dialogs.isDefining()}>
        <PermissionDialog
          acting={props.dialogs.acting}
          onSave={(permission, saved) => save(permission, saved, `${permission.key} is defined.`)}
          onClose={props.dialogs.close}
        />
      </Show>
      <Show when={props.dialogs.changing()} keyed>
        {(permission) => (
          <PermissionDialog
            permission={permission}
            acting={props.dialogs.acting}
            onSave={(permission, saved) => save(permission, saved, `${permission.key} is changed.`)}
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
            <WhatRemovalHits of={{ permission: key }} />
            <p>
              Every member and token loses it: from the next request on, your API refuses requests that need
              it. Its endpoints become unlisted.
            </p>
          </ConfirmDialog>
        )}
      </Show>
    </>
  );
}
