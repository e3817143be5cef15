import { createAnswer } from "../../answer.ts";
import { FoldedEndpoints } from "../../endpoints/folded-list.tsx";
import { rpc } from "../../rpc.ts";
import type { Catalogue } from "../../team/catalogue.ts";
import type { createAddressDialog } from "../../ui/address-dialog.ts";
import { Button } from "../../ui/button.tsx";
import { dialogsOnDemand } from "../../ui/on-demand.tsx";
import { Section } from "../../ui/section.tsx";
import { createDefinitionDialogs } from "./definition-dialogs.ts";
import { Definitions } from "./definitions.tsx";
import { TokensThatHold } from "./tokens-that-hold.tsx";

const PermissionDialogs = dialogsOnDemand(
  async () => (await import("./permission-dialogs.tsx")).PermissionDialogs,
);

interface PermissionsProps {
  catalogue: Catalogue;
  dialog: ReturnType<typeof createAddressDialog>;
  /** Asks for the catalogue again. */
  refresh: () => Promise<void>;
}

/** The permissions of the organization's own API: Latchkey grants them, that API understands them. */
export function Permissions(props: PermissionsProps) {
  const dialogs = createDefinitionDialogs({
    dialog: props.dialog,
    what: "permission",
    loaded: props.catalogue.loaded,
    find: (key) => props.catalogue.apiPermissions().find((one) => one.key === key),
    refresh: () => props.refresh(),
  });
  const usage = createAnswer(
    () => true,
    (_, signal) => rpc.organization.permissionUsage.query(undefined, { signal }),
  );
  let define: HTMLButtonElement | undefined;

  return (
    <Section
      title="Permissions of your API"
      lead="Latchkey grants them and tells your API which ones a token holds. A permission with endpoints opens these and no others, if the gateway sends the path."
      action={
        <div class="section-actions">
          <Button onClick={() => props.dialog.show("import-endpoints")}>Import from OpenAPI</Button>
          <Button ref={(element) => (define = element)} onClick={dialogs.define}>
            Define permission
          </Button>
        </div>
      }
    >
      <Definitions
        label="Permissions"
        items={props.catalogue.apiPermissions()}
        keyOf={(permission) => permission.key}
        change="Change"
        onChange={dialogs.change}
        onRemove={dialogs.remove}
        none={props.catalogue.loaded() ? "None yet. Define one, such as reports:read." : "Loading"}
      >
        {(permission) => (
          <>
            <code>{permission.key}</code>
            <span class="hint">{permission.description}</span>
            <TokensThatHold usage={usage.answer()} permission={permission.key} />
            <FoldedEndpoints endpoints={permission.endpoints} of={permission.key} />
          </>
        )}
      </Definitions>
      <PermissionDialogs
        dialog={props.dialog}
        dialogs={dialogs}
        permissions={props.catalogue.apiPermissions()}
        refresh={props.refresh}
        restingPlace={() => define}
      />
    </Section>
  );
}
