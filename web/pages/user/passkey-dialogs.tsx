import { createSignal } from "solid-js";
import type { Passkey } from "../../outputs.ts";
import { createPasskey } from "../../passkeys/browser.ts";
import { rpc } from "../../rpc.ts";
import { browserName } from "../../secondary-tokens/browser-name.ts";
import { createAct } from "../../ui/act.ts";
import { Button } from "../../ui/button.tsx";
import { ConfirmDialog } from "../../ui/confirm-dialog.tsx";
import { Dialog } from "../../ui/dialog.tsx";
import { CancelButton, DialogFoot } from "../../ui/dialog-foot.tsx";
import { Form } from "../../ui/form.tsx";
import { TextField } from "../../ui/text-field.tsx";
import { say } from "../../ui/toasts.tsx";

interface Closing {
  onClose: () => void;
  onChanged: () => void;
}

export function AddPasskeyDialog(props: Closing) {
  const adding = createAct();
  const [name, setName] = createSignal(browserName(navigator.userAgent));

  const add = async () => {
    let problem: string | undefined;
    const isAsked = await adding.run(async () => {
      const options = await rpc.passkeys.challenge.mutate({ for: "register" });
      const made = await createPasskey(options as unknown as PublicKeyCredentialCreationOptionsJSON);
      if ("problem" in made) problem = made.problem;
      else await rpc.passkeys.register.mutate({ name: name(), response: made.answer as never });
    });
    if (problem) return adding.refuse({ message: problem });
    if (!isAsked) return;
    props.onClose();
    props.onChanged();
    void say("The passkey is added. You can sign in with it from now on.");
  };

  return (
    <NameDialog
      title="Add a passkey"
      lead="Your browser asks where to keep it, and for your finger, face or PIN."
      action="Go on"
      act={adding}
      name={name()}
      onName={setName}
      onSubmit={add}
      onClose={props.onClose}
    />
  );
}

export function RenamePasskeyDialog(props: Closing & { passkey: Passkey }) {
  const renaming = createAct();
  const [name, setName] = createSignal(props.passkey.name);

  const rename = async () => {
    const { id } = props.passkey;
    if (!(await renaming.run(async () => void (await rpc.passkeys.rename.mutate({ id, name: name() })))))
      return;
    props.onClose();
    props.onChanged();
  };

  return (
    <NameDialog
      title="Rename the passkey"
      action="Rename"
      act={renaming}
      name={name()}
      onName={setName}
      onSubmit={rename}
      onClose={props.onClose}
    />
  );
}

export function RemovePasskeyDialog(props: Closing & { passkey: Passkey; isLastWay: boolean }) {
  const removing = createAct();

  const remove = async () => {
    const { id } = props.passkey;
    if (!(await removing.run(async () => void (await rpc.passkeys.remove.mutate({ id }))))) return;
    props.onClose();
    props.onChanged();
    void say("The passkey is removed.");
  };

  return (
    <ConfirmDialog
      title="Remove this passkey?"
      action="Remove passkey"
      busy={removing.busy()}
      refusal={removing.refusal()}
      onConfirm={remove}
      onClose={props.onClose}
    >
      <p>
        <strong>
          <bdi>{props.passkey.name}</bdi>
        </strong>{" "}
        no longer signs you in. Sessions that it opened stay signed in: end them under “Secondary tokens”.
        Remove it from the device too, or the device still offers it.
      </p>
      {props.isLastWay && (
        <p>
          It is your last passkey, and you have no password: to sign in again, ask for a link with “Forgot
          your password?” on the sign-in page.
        </p>
      )}
    </ConfirmDialog>
  );
}

interface NameDialogProps {
  title: string;
  lead?: string;
  action: string;
  act: ReturnType<typeof createAct>;
  name: string;
  onName: (name: string) => void;
  onSubmit: () => void;
  onClose: () => void;
}

function NameDialog(props: NameDialogProps) {
  let input: HTMLInputElement | undefined;
  const focus = () => {
    input?.select();
    return input;
  };
  const ofField = () => {
    const refusal = props.act.refusal();
    return refusal?.field === "name" ? refusal.message : undefined;
  };
  return (
    <Dialog
      title={props.title}
      description={props.lead && <p>{props.lead}</p>}
      busy={props.act.busy()}
      onClose={props.onClose}
      initialFocus={focus}
    >
      <Form refusal={props.act.refusal()} onSubmit={props.onSubmit} onInput={props.act.forget}>
        <TextField
          ref={(element) => (input = element)}
          label="Name"
          name="passkey-name"
          hint="By which you tell it from others."
          value={props.name}
          onInput={props.onName}
          error={ofField()}
        />
        <DialogFoot error={ofField() ? undefined : props.act.refusal()?.message}>
          <CancelButton />
          <Button look="primary" type="submit" busy={props.act.busy()}>
            {props.action}
          </Button>
        </DialogFoot>
      </Form>
    </Dialog>
  );
}
