import { Show } from "solid-js";
import type { createAddressDialog } from "../../ui/address-dialog.ts";
import { ChangePasswordDialog } from "./change-password-dialog.tsx";
import { DeleteAccountDialog, LeaveOrganizationDialog } from "./leaving-dialogs.tsx";
import { RenameDialog } from "./rename-dialog.tsx";

export function ProfileDialogs(props: { dialog: ReturnType<typeof createAddressDialog> }) {
  return (
    <>
      <Show when={props.dialog.name() === "rename"}>
        <RenameDialog onClose={props.dialog.close} />
      </Show>
      <Show when={props.dialog.name() === "change-password"}>
        <ChangePasswordDialog onClose={props.dialog.close} />
      </Show>
      <Show when={props.dialog.name() === "leave"}>
        <LeaveOrganizationDialog onClose={props.dialog.close} />
      </Show>
      <Show when={props.dialog.name() === "delete-account"}>
        <DeleteAccountDialog onClose={props.dialog.close} />
      </Show>
    </>
  );
}
