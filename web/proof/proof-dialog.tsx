import { createEffect, createMemo, Match, onCleanup, Show, Switch } from "solid-js";
import { isOfProvider } from "../../worker/domain/sign-in/way.ts";
import { createAnswer } from "../answer.ts";
import type { Session } from "../outputs.ts";
import { knowsPasskeys } from "../passkeys/browser.ts";
import { rpc } from "../rpc.ts";
import { Dialog } from "../ui/dialog.tsx";
import { CancelButton, DialogFoot } from "../ui/dialog-foot.tsx";
import { Problem } from "../ui/problem.tsx";
import { AccessProof } from "./access-proof.tsx";
import { PasskeyProof } from "./passkey-proof.tsx";
import { PasswordProof } from "./password-proof.tsx";
import { ProviderProof } from "./provider-proof.tsx";
import { SignInAgain } from "./sign-in-again.tsx";

/** Asks the signed-in user to confirm who they are, above any open dialog; then that goes on. */
export function ProofDialog(props: { session: Session; onAnswer: (confirmed: boolean) => void }) {
  const ways = createAnswer(
    () => true,
    (_, signal) => rpc.session.proofs.query(undefined, { signal }),
  );
  // Until the answer, the session decides whether a password is expected, so that nothing moves.
  const isPassword = createMemo(() => ways.answer()?.password ?? props.session.way === "password");
  let input: HTMLInputElement | undefined;
  createEffect(() => isPassword() && input?.focus());
  // Leaving the page is not a proof.
  onCleanup(() => props.onAnswer(false));

  return (
    <Dialog
      title="Confirm that it is you"
      description={
        <p>
          You last confirmed this a while ago, and somebody else may use this browser now. After that, what
          you were doing continues.
        </p>
      }
      onClose={() => props.onAnswer(false)}
      initialFocus={() => input}
    >
      <Show when={ways.answer()?.passkey && knowsPasskeys()}>
        <PasskeyProof onProved={() => props.onAnswer(true)} />
      </Show>
      <Show when={ways.answer()?.provider}>
        {(provider) => (
          <ProviderProof provider={provider()} isMain={!isPassword()} onProved={() => props.onAnswer(true)} />
        )}
      </Show>
      <Show when={ways.answer()?.access}>
        <AccessProof isMain={!isPassword()} onProved={() => props.onAnswer(true)} />
      </Show>
      <Switch fallback={<SignInAgain isOnlyWay={ways.answer() !== undefined} />}>
        <Match when={ways.refusal()}>
          {(refusal) => <Problem refusal={refusal()} onRetry={ways.retry} />}
        </Match>
        <Match when={isPassword()}>
          <PasswordProof
            email={props.session.user.email ?? ""}
            ref={(element) => (input = element)}
            onProved={() => props.onAnswer(true)}
          />
        </Match>
        <Match when={isOfProvider(props.session.way)}>
          <DialogFoot>
            <CancelButton />
          </DialogFoot>
        </Match>
      </Switch>
    </Dialog>
  );
}
