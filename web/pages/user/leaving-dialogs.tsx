import type { JSX } from "solid-js";
import { rpc } from "../../rpc.ts";
import { endSession } from "../../session.ts";
import { useSession } from "../../signed-in.tsx";
import { createAct } from "../../ui/act.ts";
import { ConfirmDialog } from "../../ui/confirm-dialog.tsx";

export function LeaveOrganizationDialog(props: { onClose: () => void }) {
  const session = useSession();
  return (
    <LeavingDialog
      title={`Leave ${session().organization.name}?`}
      action="Leave this organization"
      why="left-organization"
      leave={() => rpc.organization.leave.mutate()}
      onClose={props.onClose}
    >
      <p>
        Every browser of yours is signed out of it, and every program that uses one of your API tokens there
        is refused with 401 from now on.
      </p>
      <p>
        You can return only by invitation, and your tokens do not come back. If this is your only
        organization, your account is deleted too.
      </p>
    </LeavingDialog>
  );
}

export function DeleteAccountDialog(props: { onClose: () => void }) {
  return (
    <LeavingDialog
      title="Delete your account?"
      action="Delete my account"
      why="account-deleted"
      leave={() => rpc.profile.deleteAccount.mutate()}
      onClose={props.onClose}
    >
      <p>
        You leave every organization that you belong to. All your sessions and API tokens end; your e-mail
        address and your password are forgotten.
      </p>
      <p>
        This cannot be undone. The activity of the organizations keeps what you did, with your name, or with a
        pseudonym if an organization has chosen that.
      </p>
    </LeavingDialog>
  );
}

interface LeavingDialogProps {
  title: string;
  /** The verb on the button that does it. */
  action: string;
  /** What the sign-in page says of it. */
  why: string;
  leave: () => Promise<unknown>;
  onClose: () => void;
  children: JSX.Element;
}

/** Asks before everything of one's own ends; then asks for a proof, unless a recent one counts. */
function LeavingDialog(props: LeavingDialogProps) {
  const leaving = createAct();
  const leave = () =>
    leaving.run(async () => {
      await props.leave();
      endSession({ left: true, why: props.why });
    });

  return (
    <ConfirmDialog
      title={props.title}
      action={props.action}
      busy={leaving.busy()}
      refusal={leaving.refusal()}
      onConfirm={leave}
      onClose={props.onClose}
    >
      {props.children}
    </ConfirmDialog>
  );
}
