import { Show } from "solid-js";
import { rpc } from "../../rpc.ts";
import type { Catalogue } from "../../team/catalogue.ts";
import type { createAddressDialog } from "../../ui/address-dialog.ts";
import { Button } from "../../ui/button.tsx";
import { ConfirmDialog } from "../../ui/confirm-dialog.tsx";
import { Section } from "../../ui/section.tsx";
import { createDefinitionDialogs } from "./definition-dialogs.ts";
import { Definitions } from "./definitions.tsx";
import { GroupDialog } from "./group-dialog.tsx";

interface GroupsProps {
  catalogue: Catalogue;
  dialog: ReturnType<typeof createAddressDialog>;
}

export function Groups(props: GroupsProps) {
  const dialogs = createDefinitionDialogs({
    dialog: props.dialog,
    what: "group",
    loaded: props.catalogue.loaded,
    find: (name) => props.catalogue.groups().find((group) => group === name),
    refresh: props.catalogue.retry,
  });
  let define: HTMLButtonElement | undefined;

  return (
    <Section
      title="Visibility groups"
      lead="Members who share a group see each other in the team; your API is told the groups of every token's member."
      action={
        <Button ref={(element) => (define = element)} onClick={dialogs.define}>
          Define group
        </Button>
      }
    >
      <Definitions
        label="Visibility groups"
        items={props.catalogue.groups()}
        keyOf={(group) => group}
        change="Rename"
        onChange={dialogs.change}
        onRemove={dialogs.remove}
        none={props.catalogue.loaded() ? "None yet. Define one, such as EMEA." : "Loading"}
      >
        {(group) => group}
      </Definitions>
      <Show when={dialogs.isDefining()}>
        <GroupDialog
          title="Define group"
          action="Define"
          name=""
          field="name"
          acting={dialogs.acting}
          onSave={(name) =>
            dialogs.run(() => rpc.organization.defineGroup.mutate({ name }), `${name.trim()} is defined.`)
          }
          onClose={dialogs.close}
        />
      </Show>
      <Show when={dialogs.changing()} keyed>
        {(name) => (
          <GroupDialog
            title={`Rename ${name}`}
            action="Rename"
            name={name}
            field="newName"
            acting={dialogs.acting}
            onSave={(newName) =>
              dialogs.run(
                () => rpc.organization.defineGroup.mutate({ name, newName }),
                `${name} is now ${newName.trim()}.`,
              )
            }
            onClose={dialogs.close}
            returnFocus={() => define}
          />
        )}
      </Show>
      <Show when={dialogs.removing()} keyed>
        {(name) => (
          <ConfirmDialog
            title={`Remove ${name}?`}
            action="Remove"
            busy={dialogs.acting.busy()}
            refusal={dialogs.acting.refusal()}
            onConfirm={() =>
              dialogs.run(() => rpc.organization.removeGroup.mutate({ name }), `${name} is removed.`)
            }
            onClose={dialogs.close}
            returnFocus={() => define}
          >
            <p>
              It is taken from every member who is in it. Who shares no other group with them no longer sees
              them, and their tokens no longer carry it.
            </p>
          </ConfirmDialog>
        )}
      </Show>
    </Section>
  );
}
