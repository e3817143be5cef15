import type { Catalogue } from "../../team/catalogue.ts";
import type { createAddressDialog } from "../../ui/address-dialog.ts";
import { Button } from "../../ui/button.tsx";
import { dialogsOnDemand } from "../../ui/on-demand.tsx";
import { Section } from "../../ui/section.tsx";
import { createDefinitionDialogs } from "./definition-dialogs.ts";
import { Definitions } from "./definitions.tsx";

const PermissionDialogs = dialogsOnDemand(
  async () => (await import("./permission-dialogs.tsx")).PermissionDialogs,
);

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
      <PermissionDialogs dialog={props.dialog} dialogs={dialogs} restingPlace={() => define} />
    </Section>
  );
}
