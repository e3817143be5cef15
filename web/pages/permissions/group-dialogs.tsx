import { Show } from "solid-js";
import { rpc } from "../../rpc.ts";
import { ConfirmDialog } from "../../ui/confirm-dialog.tsx";
import type { DefinitionDialogsProps } from "./definition-dialogs.ts";
import { GroupDialog } from "./group-dialog.tsx";
import { WhatRemovalHits } from "./what-removal-hits.tsx";

export function GroupDialogs(props: DefinitionDialogsProps<string>) {
  return (
    <>
      <Show when={props.dialogs.isDefining()}>
        <GroupDialog
          title="Define group"
          action="Define"
          name=""
          field="name"
          acting={props.dialogs.acting}
          onSave={(name, saved) =>
            props.dialogs.run(
              () => rpc.organization.defineGroup.mutate({ name }).then(saved),
              `${name.trim()} is defined.`,
            )
          }
          onClose={props.dialogs.close}
        />
      </Show>
      <Show when={props.dialogs.changing()} keyed>
        {(name) => (
          <GroupDialog
            title={`Rename ${name}`}
            action="Rename"
            name={name}
            field="newName"
            acting={props.dialogs.acting}
            onSave={(newName, saved) =>
              props.dialogs.run(
                () => rpc.organization.defineGroup.mutate({ name, newName }).then(saved),
                `${name} is now ${newName.trim()}.`,
              )
            }
            onClose={props.dialogs.close}
            returnFocus={props.restingPlace}
          />
        )}
      </Show>
      <Show when={props.dialogs.removing()} keyed>
        {(name) => (
          <ConfirmDialog
            title={`Remove ${name}?`}
            action="Remove"
            busy={props.dialogs.acting.busy()}
            refusal={props.dialogs.acting.refusal()}
            onConfirm={() =>
              props.dialogs.run(() => rpc.organization.removeGroup.mutate({ name }), `${name} is removed.`)
            }
            onClose={props.dialogs.close}
            returnFocus={props.restingPlace}
          >
            <WhatRemovalHits of={{ group: name }} />
            <p>
              Every member loses it. Members who share no other group no longer see each other, and their
              tokens no longer carry it.
            </p>
          </ConfirmDialog>
        )}
      </Show>
    </>
  );
}
