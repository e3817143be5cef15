import { createSignal } from "solid-js";
import { sentenceOn } from "../pages/sign-in/sentences.ts";
import { blameOn, blameOnNone } from "../refusal.ts";
import { rpc } from "../rpc.ts";
import { createAct } from "../ui/act.ts";
import { Button } from "../ui/button.tsx";
import { serverTime } from "../ui/clock.ts";
import { CancelButton, DialogFoot } from "../ui/dialog-foot.tsx";
import { Form } from "../ui/form.tsx";
import { PasswordField } from "../ui/password-field.tsx";

interface PasswordProofProps {
  /** The account's e-mail address. */
  email: string;
  onProved: () => void;
  ref: (input: HTMLInputElement) => void;
}

export function PasswordProof(props: PasswordProofProps) {
  const proving = createAct();
  const [password, setPassword] = createSignal("");

  const prove = async () => {
    if (password() === "") return proving.refuse({ field: "password", message: "Enter your password." });
    if (await proving.run(async () => void (await rpc.session.prove.mutate({ password: password() })))) {
      props.onProved();
    }
  };
  const general = () => {
    const refusal = proving.refusal();
    return blameOnNone(["password"], refusal && { ...refusal, message: sentenceOn(refusal, serverTime()) });
  };

  return (
    <Form refusal={proving.refusal()} onSubmit={prove} onInput={proving.forget}>
      {/* Tells password managers whose password it is. */}
      <input hidden type="email" autocomplete="username" value={props.email} readOnly tabindex="-1" />
      <PasswordField
        ref={props.ref}
        label="Your password"
        autocomplete="current-password"
        value={password()}
        onInput={setPassword}
        error={blameOn("password", proving.refusal())}
      />
      <DialogFoot error={general()}>
        <CancelButton />
        <Button look="primary" type="submit" busy={proving.busy()}>
          Confirm
        </Button>
      </DialogFoot>
    </Form>
  );
}
