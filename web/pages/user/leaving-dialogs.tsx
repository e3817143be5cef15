import { createSignal, type JSX } from "solid-js";
import { blameOn, blameOnNone } from "../../refusal.ts";
import { rpc } from "../../rpc.ts";
import { endSession } from "../../session.ts";
import { useSession } from "../../signed-in.tsx";
import { createAct } from "../../ui/act.ts";
import { Button } from "../../ui/button.tsx";
import { serverTime } from "../../ui/clock.ts";
import { Dialog } from "../../ui/dialog.tsx";
import { CancelButton, DialogFoot } from "../../ui/dialog-foot.tsx";
import { Form } from "../../ui/form.tsx";
import { LeaseCountdown } from "../../ui/lease-countdown.tsx";
import { PasswordField } from "../../ui/password-field.tsx";
import { sentenceOn } from "../sign-in/sentences.ts";

export function LeaveOrganizationDialog(props: { onClose: () => void }) {
  const session = useSession();
  return (
    <LeavingDialog
      title={`Leave ${session().organization.name}?`}
      action="Leave this organization"
      why="left-organization"
      leave={(proof) => rpc.organization.leave.mutate(proof)}
      onClose={props.onClose}
    >
      <p>
        Every browser of yours is signed out of it, and every program that uses one of your API tokens there
        is refused with 401 from now on.
      </p>
      <p>
        Only an invitation brings you back, and no token with it. If this is your only organization, your
        account goes too.
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
      leave={(proof) => rpc.profile.deleteAccount.mutate(proof)}
      onClose={props.onClose}
    >
      <p>
        You leave every organization that you belong to. All your sessions and API tokens end; your e-mail
        address and your password are forgotten.
      </p>
      <p>This cannot be undone. The activity of the organizations keeps what you did, with your name.</p>
    </LeavingDialog>
  );
}

interface LeavingDialogProps {
  title: string;
  /** The verb on the button that does it. */
  action: string;
  /** What the sign-in page says of it. */
  why: string;
  leave: (proof: { password: string }) => Promise<unknown>;
  onClose: () => void;
  children: JSX.Element;
}

/** Asks for the password before everything of one's own ends: an open browser alone does not do it. */
function LeavingDialog(props: LeavingDialogProps) {
  const session = useSession();
  const leaving = createAct();
  const [password, setPassword] = createSignal("");
  let input: HTMLInputElement | undefined;

  const leave = () =>
    leaving.run(async () => {
      await props.leave({ password: password() });
      endSession({ left: true, why: props.why });
    });
  const general = () => {
    const refusal = leaving.refusal();
    return blameOnNone(["password"], refusal && { ...refusal, message: sentenceOn(refusal, serverTime()) });
  };

  return (
    <Dialog
      alert
      title={props.title}
      description={props.children}
      busy={leaving.busy()}
      onClose={props.onClose}
      initialFocus={() => input}
    >
      <Form refusal={leaving.refusal()} onSubmit={leave} onInput={leaving.forget}>
        {/* Tells password managers whose password it is. */}
        <input
          hidden
          type="email"
          autocomplete="username"
          value={session().user.email ?? ""}
          readOnly
          tabindex="-1"
        />
        <PasswordField
          ref={(element) => (input = element)}
          label="Your password"
          autocomplete="current-password"
          value={password()}
          onInput={setPassword}
          error={blameOn("password", leaving.refusal())}
        />
        <DialogFoot error={general()} notice={<LeaseCountdown active={leaving.busy()} />}>
          <CancelButton />
          <Button look="danger" type="submit" busy={leaving.busy()}>
            {props.action}
          </Button>
        </DialogFoot>
      </Form>
    </Dialog>
  );
}
