import { createSignal } from "solid-js";
import { rpc } from "../../rpc.ts";
import { beginSession } from "../../session.ts";
import { useSession } from "../../signed-in.tsx";
import { createAct } from "../../ui/act.ts";
import { Button } from "../../ui/button.tsx";
import { Dialog } from "../../ui/dialog.tsx";
import { Field } from "../../ui/field.tsx";
import { say } from "../../ui/toasts.tsx";

/** One's own name; every page that shows it follows at once. */
export function RenameDialog(props: { onClose: () => void }) {
  const session = useSession();
  const renaming = createAct();
  const [name, setName] = createSignal(session().user.name);
  let input: HTMLInputElement | undefined;

  const rename = async (event: SubmitEvent) => {
    event.preventDefault();
    const done = await renaming.run(async () => {
      const profile = await rpc.profile.rename.mutate({ name: name() });
      beginSession({ ...session(), user: { ...session().user, name: profile.name } });
    });
    if (!done) return void input?.select();
    props.onClose();
    say("Your name is changed.");
  };
  const focus = () => {
    input?.select();
    return input;
  };

  return (
    <Dialog title="Change your name" busy={renaming.busy()} onClose={props.onClose} initialFocus={focus}>
      <form onSubmit={rename} onInput={renaming.forget} noValidate>
        <Field
          label="Name"
          hint={`How ${session().organization.name} sees you.`}
          error={renaming.refusal()?.message}
        >
          {(wiring) => (
            <input
              {...wiring}
              ref={(element) => (input = element)}
              name="name"
              autocomplete="name"
              required
              value={name()}
              onInput={(event) => setName(event.currentTarget.value)}
            />
          )}
        </Field>
        <footer class="dialog-foot">
          <Button onClick={() => props.onClose()}>Cancel</Button>
          <Button look="primary" type="submit" busy={renaming.busy()}>
            Change name
          </Button>
        </footer>
      </form>
    </Dialog>
  );
}
