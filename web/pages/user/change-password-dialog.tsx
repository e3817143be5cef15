import { createSignal } from "solid-js";
import { blameOn, blameOnNone } from "../../refusal.ts";
import { rpc } from "../../rpc.ts";
import { useSession } from "../../signed-in.tsx";
import { createAct } from "../../ui/act.ts";
import { Button } from "../../ui/button.tsx";
import { serverTime } from "../../ui/clock.ts";
import { Dialog } from "../../ui/dialog.tsx";
import { CancelButton, DialogFoot } from "../../ui/dialog-foot.tsx";
import { Form } from "../../ui/form.tsx";
import { LeaseCountdown } from "../../ui/lease-countdown.tsx";
import { UNSENT } from "../../ui/leaving.ts";
import { NewPasswordField } from "../../ui/new-password-field.tsx";
import { PasswordField } from "../../ui/password-field.tsx";
import { say } from "../../ui/toasts.tsx";
import { sentenceOn } from "../sign-in/sentences.ts";

const FIELDS = ["currentPassword", "newPassword"];

export function ChangePasswordDialog(props: { onClose: () => void }) {
  const session = useSession();
  const changing = createAct();
  const [current, setCurrent] = createSignal("");
  const [fresh, setFresh] = createSignal("");
  const [done, setDone] = createSignal(false);
  let currentInput: HTMLInputElement | undefined;

  const change = async () => {
    let ended = 0;
    const isChanged = await changing.run(async () => {
      const answer = await rpc.profile.changePassword.mutate({
        currentPassword: current(),
        newPassword: fresh(),
      });
      ended = answer.endedSessions;
    });
    if (!isChanged) return;
    setDone(true);
    props.onClose();
    say(`Your password is changed. ${endedSentence(ended)}`);
  };
  const holdsSomething = () => !done() && (current() !== "" || fresh() !== "");

  const general = () => {
    const refusal = changing.refusal();
    return blameOnNone(FIELDS, refusal && { ...refusal, message: sentenceOn(refusal, serverTime()) });
  };

  return (
    <Dialog
      title="Change your password"
      description={
        <p>Your other sessions end: browsers that are signed in elsewhere ask for the new password.</p>
      }
      busy={changing.busy()}
      onClose={props.onClose}
      question={holdsSomething() ? UNSENT : undefined}
      initialFocus={() => currentInput}
    >
      <Form refusal={changing.refusal()} onSubmit={change} onInput={changing.forget}>
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
          ref={(input) => (currentInput = input)}
          label="Current password"
          autocomplete="current-password"
          value={current()}
          onInput={setCurrent}
          error={blameOn("currentPassword", changing.refusal())}
        />
        <NewPasswordField
          label="New password"
          value={fresh()}
          onInput={setFresh}
          error={blameOn("newPassword", changing.refusal())}
        />
        <DialogFoot error={general()} notice={<LeaseCountdown active={changing.busy()} />}>
          <CancelButton />
          <Button look="primary" type="submit" busy={changing.busy()}>
            Change password
          </Button>
        </DialogFoot>
      </Form>
    </Dialog>
  );
}

function endedSentence(count: number): string {
  if (count === 0) return "You were signed in nowhere else.";
  return count === 1 ? "1 other session has ended." : `${count} other sessions have ended.`;
}
