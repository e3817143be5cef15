import type { Catalogue } from "../../team/catalogue.ts";
import type { createAddressDialog } from "../../ui/address-dialog.ts";
import { Button } from "../../ui/button.tsx";
import { dialogsOnDemand } from "../../ui/on-demand.tsx";
import { Section } from "../../ui/section.tsx";
import { createDefinitionDialogs } from "./definition-dialogs.ts";
import { Definitions } from "./definitions.tsx";

const GroupDialogs = dialogsOnDemand(async () => (await import("./group-dialogs.tsx")).GroupDialogs);

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
        {(group) => <bdi>{group}</bdi>}
      </Definitions>
      <GroupDialogs dialog={props.dialog} dialogs={dialogs} restingPlace={() => define} />
    </Section>
  );
}
