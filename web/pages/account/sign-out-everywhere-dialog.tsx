import { Show } from "solid-js";
import { createAnswer } from "../../answer.ts";
import { rpc } from "../../rpc.ts";
import { inWords } from "../../secondary-tokens/words.ts";
import { endSession } from "../../session.ts";
import { createAct } from "../../ui/act.ts";
import { ConfirmDialog } from "../../ui/confirm-dialog.tsx";

/** Asks before all sessions and tokens of the caller end. */
export function SignOutEverywhereDialog(props: { open: boolean; onClose: () => void }) {
  const leaving = createAct();
  const counts = createAnswer(
    () => props.open || undefined,
    (_, signal) => rpc.secondaryTokens.count.query(undefined, { signal }),
  );
  const what = () => {
    const counted = counts.answer();
    return counted ? inWords(counted.sessions, counted.apiTokens) : "All your sessions and API tokens";
  };

  const signOut = () =>
    leaving.run(async () => {
      await rpc.session.signOutEverywhere.mutate();
      endSession({ left: true, why: "signed-out-everywhere" });
    });

  return (
    <Show when={props.open}>
      <ConfirmDialog
        title="Sign out everywhere?"
        action="Sign out everywhere"
        busy={leaving.busy()}
        refusal={leaving.refusal()}
        onConfirm={signOut}
        onClose={props.onClose}
      >
        <p>
          <strong>{what()}</strong> end. Every browser is signed out, including this one. Every program that
          uses one of your API tokens is refused with 401 from now on: <strong>the tokens are deleted</strong>
          , and cannot be brought back.
        </p>
        <p>You can sign in again.</p>
        <Show when={leaving.busy()}>
          <p class="notice" role="status">
            Ending {what()}. This can take a few seconds.
          </p>
        </Show>
      </ConfirmDialog>
    </Show>
  );
}
