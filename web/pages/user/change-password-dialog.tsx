import { createSignal } from "solid-js";
import { blameOn } from "../../refusal.ts";
import { rpc } from "../../rpc.ts";
import { useSession } from "../../signed-in.tsx";
import { createAct } from "../../ui/act.ts";
import { Button } from "../../ui/button.tsx";
import { Dialog } from "../../ui/dialog.tsx";
import { LeaseCountdown } from "../../ui/lease-countdown.tsx";
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
  let currentInput: HTMLInputElement | undefined;
  let freshInput: HTMLInputElement | undefined;

  const change = async (event: SubmitEvent) => {
    event.preventDefault();
    let ended = 0;
    const done = await changing.run(async () => {
      const answer = await rpc.profile.changePassword.mutate({
        currentPassword: current(),
        newPassword: fresh(),
      });
      ended = answer.endedSessions;
    });
    if (done) {
      props.onClose();
      say(`Your password is changed. ${endedSentence(ended)}`);
    } else if (changing.refusal()?.field === "newPassword") freshInput?.focus();
    else currentInput?.select();
  };

  const general = () => {
    const refusal = changing.refusal();
    return refusal && !FIELDS.includes(refusal.field ?? "") ? sentenceOn(refusal, Date.now()) : undefined;
  };

  return (
    <Dialog
      title="Change your password"
      description={
        <p>Your other sessions end: browsers that are signed in elsewhere ask for the new password.</p>
      }
      busy={changing.busy()}
      onClose={props.onClose}
      initialFocus={() => currentInput}
    >
      <form onSubmit={change} onInput={changing.forget} noValidate>
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
          ref={(input) => (freshInput = input)}
          label="New password"
          value={fresh()}
          onInput={setFresh}
          error={blameOn("newPassword", changing.refusal())}
        />
        <p class="form-error" role="alert">
          {general()}
        </p>
        <LeaseCountdown active={changing.busy()} />
        <footer class="dialog-foot">
          <Button onClick={() => props.onClose()}>Cancel</Button>
          <Button look="primary" type="submit" busy={changing.busy()}>
            Change password
          </Button>
        </footer>
      </form>
    </Dialog>
  );
}

function endedSentence(count: number): string {
  if (count === 0) return "You were signed in nowhere else.";
  return count === 1 ? "1 other session has ended." : `${count} other sessions have ended.`;
}
