import { Show } from "solid-js";
import { rpc } from "../../rpc.ts";
import type { Catalogue } from "../../team/catalogue.ts";
import type { createAddressDialog } from "../../ui/address-dialog.ts";
import { Button } from "../../ui/button.tsx";
import { ConfirmDialog } from "../../ui/confirm-dialog.tsx";
import { Section } from "../../ui/section.tsx";
import { createDefinitionDialogs } from "./definition-dialogs.ts";
import { Definitions } from "./definitions.tsx";
import { PermissionDialog } from "./permission-dialog.tsx";

interface PermissionsProps {
  catalogue: Catalogue;
  dialog: ReturnType<typeof createAddressDialog>;
}

/** The permissions of the organization's own API: Latchkey grants them, that API understands them. */
export function Permissions(props: PermissionsProps) {
  const dialogs = createDefinitionDialogs({
    dialog: props.dialog,
    what: "permission",
    loaded: props.catalogue.loaded,
    find: (key) => props.catalogue.apiPermissions().find((one) => one.key === key),
    refresh: props.catalogue.retry,
  });
  let define: HTMLButtonElement | undefined;

  const save = (key: string, description: string, done: string) =>
    dialogs.run(() => rpc.organization.definePermission.mutate({ key, description }), done);

  return (
    <Section
      title="Permissions of your API"
      lead="Latchkey grants them and tells your API which ones a token holds; what they mean is up to your API."
      action={
        <Button ref={(element) => (define = element)} onClick={dialogs.define}>
          Define permission
        </Button>
      }
    >
      <Definitions
        label="Permissions"
        items={props.catalogue.apiPermissions()}
        keyOf={(permission) => permission.key}
        change="Describe"
        onChange={dialogs.change}
        onRemove={dialogs.remove}
        none={props.catalogue.loaded() ? "None yet. Define one, such as reports:read." : "Loading"}
      >
        {(permission) => (
          <>
            <code>{permission.key}</code>
            <span class="hint">{permission.description}</span>
          </>
        )}
      </Definitions>
      <Show when={dialogs.isDefining()}>
        <PermissionDialog
          acting={dialogs.acting}
          onSave={(key, description) => save(key, description, `${key} is defined.`)}
          onClose={dialogs.close}
        />
      </Show>
      <Show when={dialogs.changing()} keyed>
        {(permission) => (
          <PermissionDialog
            permission={permission}
            acting={dialogs.acting}
            onSave={(key, description) => save(key, description, `${key} is described anew.`)}
            onClose={dialogs.close}
          />
        )}
      </Show>
      <Show when={dialogs.removing()} keyed>
        {({ key }) => (
          <ConfirmDialog
            title={`Remove ${key}?`}
            action="Remove"
            busy={dialogs.acting.busy()}
            refusal={dialogs.acting.refusal()}
            onConfirm={() =>
              dialogs.run(() => rpc.organization.removePermission.mutate({ key }), `${key} is removed.`)
            }
            onClose={dialogs.close}
            returnFocus={() => define}
          >
            <p>
              It is taken from every member who holds it, and from the tokens with them: your API refuses what
              needs it from the next request on.
            </p>
          </ConfirmDialog>
        )}
      </Show>
    </Section>
  );
}
