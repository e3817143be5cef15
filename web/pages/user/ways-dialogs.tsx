import { Show } from "solid-js";
import type { Passkey } from "../../outputs.ts";
import type { createAddressDialog } from "../../ui/address-dialog.ts";
import { ChangePasswordDialog } from "./change-password-dialog.tsx";
import { AddPasskeyDialog, RemovePasskeyDialog, RenamePasskeyDialog } from "./passkey-dialogs.tsx";

interface WaysDialogsProps {
  dialog: ReturnType<typeof createAddressDialog>;
  passkeys: readonly Passkey[];
  /** Whether there is also a password. */
  password: boolean;
  onChanged: () => void;
}

export function WaysDialogs(props: WaysDialogsProps) {
  const named = (name: string) =>
    props.dialog.name() === name ? props.passkeys.find(({ id }) => id === props.dialog.of()) : undefined;
  const isLast = () => props.passkeys.length === 1 && !props.password;
  return (
    <>
      <Show when={props.dialog.name() === "add-passkey"}>
        <AddPasskeyDialog onClose={props.dialog.close} onChanged={props.onChanged} />
      </Show>
      <Show when={named("rename-passkey")} keyed>
        {(passkey) => (
          <RenamePasskeyDialog passkey={passkey} onClose={props.dialog.close} onChanged={props.onChanged} />
        )}
      </Show>
      <Show when={named("remove-passkey")} keyed>
        {(passkey) => (
          <RemovePasskeyDialog
            passkey={passkey}
            isLastWay={isLast()}
            onClose={props.dialog.close}
            onChanged={props.onChanged}
          />
        )}
      </Show>
      <Show when={props.dialog.name() === "change-password"}>
        <ChangePasswordDialog onClose={props.dialog.close} />
      </Show>
    </>
  );
}
