import { createDraft } from "../../draft.ts";
import { rpc } from "../../rpc.ts";
import { beginSession } from "../../session.ts";
import { useSession } from "../../signed-in.tsx";
import { createAct } from "../../ui/act.ts";
import { Button } from "../../ui/button.tsx";
import { Dialog } from "../../ui/dialog.tsx";
import { CancelButton, DialogFoot } from "../../ui/dialog-foot.tsx";
import { Field } from "../../ui/field.tsx";
import { Form } from "../../ui/form.tsx";
import { say } from "../../ui/toasts.tsx";

/** One's own name; every page that shows it follows at once. */
export function RenameDialog(props: { onClose: () => void }) {
  const session = useSession();
  const renaming = createAct();
  const draft = createDraft("rename-user", { name: session().user.name });
  let input: HTMLInputElement | undefined;

  const rename = async () => {
    const done = await renaming.run(async () => {
      const profile = await rpc.profile.rename.mutate({ name: draft.values.name });
      beginSession({ ...session(), user: { ...session().user, name: profile.name } });
    });
    if (!done) return;
    draft.forget();
    props.onClose();
    say("Your name is changed.");
  };
  const focus = () => {
    input?.select();
    return input;
  };

  return (
    <Dialog
      title="Change your name"
      busy={renaming.busy()}
      onClose={draft.closing(props.onClose)}
      question={draft.question()}
      initialFocus={focus}
    >
      <Form refusal={renaming.refusal()} onSubmit={rename} onInput={renaming.forget}>
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
              value={draft.values.name}
              onInput={(event) => draft.set({ name: event.currentTarget.value })}
            />
          )}
        </Field>
        <DialogFoot>
          <CancelButton />
          <Button look="primary" type="submit" busy={renaming.busy()}>
            Change name
          </Button>
        </DialogFoot>
      </Form>
    </Dialog>
  );
}
