import { Show } from "solid-js";
import { rpc } from "../../rpc.ts";
import { endSession } from "../../session.ts";
import { useSession } from "../../signed-in.tsx";
import { createAct } from "../../ui/act.ts";
import { createAddressDialog } from "../../ui/address-dialog.ts";
import { Button } from "../../ui/button.tsx";
import { ConfirmDialog } from "../../ui/confirm-dialog.tsx";
import { Section } from "../../ui/section.tsx";

const DIALOG = "sign-out-everywhere";

export function SignOutEverywhere() {
  const session = useSession();
  const dialog = createAddressDialog();
  const leaving = createAct();

  const signOut = () =>
    leaving.run(async () => {
      await rpc.session.signOutEverywhere.mutate();
      endSession({ left: true, why: "signed-out-everywhere" });
    });

  return (
    <Section
      title="Sign out everywhere"
      lead={`Ends all your sessions and deletes all your API tokens at ${session().organization.name}, for when a device is lost or a token may have leaked.`}
      action={<Button onClick={() => dialog.show(DIALOG)}>Sign out everywhere</Button>}
    >
      <Show when={dialog.name() === DIALOG}>
        <ConfirmDialog
          title="Sign out everywhere?"
          action="Sign out everywhere"
          busy={leaving.busy()}
          refusal={leaving.refusal()}
          onConfirm={signOut}
          onClose={dialog.close}
        >
          <p>
            Every browser is signed out, this one with them. Every program that uses one of your API tokens is
            refused with 401 from now on: <strong>the tokens are deleted</strong>, and cannot be brought back.
          </p>
          <p>You can sign in again with your password.</p>
        </ConfirmDialog>
      </Show>
    </Section>
  );
}
