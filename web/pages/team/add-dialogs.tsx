import { Show } from "solid-js";
import type { TeamMember } from "../../outputs.ts";
import { rpc } from "../../rpc.ts";
import type { Catalogue } from "../../team/catalogue.ts";
import type { createAddressDialog } from "../../ui/address-dialog.ts";
import { AddDialog } from "./add-dialog.tsx";

interface AddDialogsProps {
  dialog: ReturnType<typeof createAddressDialog>;
  catalogue: Catalogue;
  onInvited: (member: TeamMember) => void;
  onServiceUser: (member: TeamMember) => void;
}

export function AddDialogs(props: AddDialogsProps) {
  return (
    <>
      <Show when={props.dialog.name() === "invite"}>
        <AddDialog
          title="Invite member"
          action="Send invitation"
          isPerson
          catalogue={props.catalogue}
          add={(wanted) => rpc.team.addMember.mutate(wanted)}
          onAdded={props.onInvited}
          onClose={props.dialog.close}
        />
      </Show>
      <Show when={props.dialog.name() === "service-user"}>
        <AddDialog
          title="Add service user"
          action="Add service user"
          description="What a program runs as: it cannot sign in, and you generate its tokens."
          catalogue={props.catalogue}
          add={({ name, permissions, visibilityGroups }) =>
            rpc.team.addServiceUser.mutate({ name, permissions, visibilityGroups })
          }
          onAdded={props.onServiceUser}
          onClose={props.dialog.close}
        />
      </Show>
    </>
  );
}
