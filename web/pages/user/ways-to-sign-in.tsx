import { Pencil, Trash2 } from "lucide";
import { For, Match, Show, Switch } from "solid-js";
import { createAnswer } from "../../answer.ts";
import type { Passkey } from "../../outputs.ts";
import { knowsPasskeys } from "../../passkeys/browser.ts";
import { rpc } from "../../rpc.ts";
import { createAddressDialog } from "../../ui/address-dialog.ts";
import { Button } from "../../ui/button.tsx";
import { IconButton } from "../../ui/icon-button.tsx";
import { dialogsOnDemand } from "../../ui/on-demand.tsx";
import { Problem } from "../../ui/problem.tsx";
import { ExactTime } from "../../ui/relative-time.tsx";
import { Section } from "../../ui/section.tsx";

const WaysDialogs = dialogsOnDemand(async () => (await import("./ways-dialogs.tsx")).WaysDialogs);

/** The user's ways to prove who they are: passkeys and a password. */
export function WaysToSignIn() {
  const dialog = createAddressDialog();
  const ways = createAnswer(
    () => true,
    (_, signal) => rpc.passkeys.list.query(undefined, { signal }),
  );
  const passkeys = () => ways.answer()?.items ?? [];

  return (
    <Section
      title="Ways to sign in"
      lead="A passkey signs you in to all your organizations with a finger, a face or a PIN. Nobody can guess it, or talk you into typing it elsewhere."
      action={
        <Show when={ways.answer()?.changeable && knowsPasskeys()}>
          <Button onClick={() => dialog.show("add-passkey")}>Add a passkey</Button>
        </Show>
      }
    >
      <Show when={ways.refusal()}>{(refusal) => <Problem refusal={refusal()} onRetry={ways.retry} />}</Show>
      <ul class="ways">
        <For each={passkeys()}>
          {(passkey) => (
            <li>
              <PasskeyFacts passkey={passkey} />
              <Show when={ways.answer()?.changeable}>
                <span class="ways-moves">
                  <IconButton
                    icon={Pencil}
                    label={`Rename the passkey ${passkey.name}`}
                    hint="Rename"
                    onClick={() => dialog.show("rename-passkey", passkey.id)}
                  />
                  <IconButton
                    icon={Trash2}
                    class="danger"
                    label={`Remove the passkey ${passkey.name}`}
                    hint="Remove"
                    onClick={() => dialog.show("remove-passkey", passkey.id)}
                  />
                </span>
              </Show>
            </li>
          )}
        </For>
        <Show when={ways.answer() && passkeys().length === 0}>
          <li>
            <p class="hint">You have no passkey yet. {whyNone(ways.answer()?.changeable)}</p>
          </li>
        </Show>
        <li>
          <span>
            <strong>Password</strong>
            <span class="hint">
              <Switch fallback="Only you know it.">
                <Match when={ways.answer()?.password === false}>
                  You have none. “Forgot your password?” on the sign-in page sends you a link to set one.
                </Match>
              </Switch>
            </span>
          </span>
          <Show when={ways.answer()?.password !== false}>
            <Button onClick={() => dialog.show("change-password")}>Change</Button>
          </Show>
        </li>
      </ul>
      <Show when={passkeys().length > 0 && ways.answer()?.changeable === false}>
        <p class="hint">{NARROW}</p>
      </Show>
      <WaysDialogs
        dialog={dialog}
        passkeys={passkeys()}
        password={ways.answer()?.password ?? true}
        onChanged={ways.retry}
      />
    </Section>
  );
}

const NARROW =
  "You signed in with an identity provider, which vouches for you in one organization only. Sign in with your password to change passkeys.";

function whyNone(changeable: boolean | undefined): string {
  if (changeable === false) return NARROW;
  if (!knowsPasskeys()) return "This browser is too old for them.";
  return "Add one on each device that you use, or one that your devices share.";
}

function PasskeyFacts(props: { passkey: Passkey }) {
  return (
    <span>
      <strong>
        <bdi>{props.passkey.name}</bdi>
      </strong>
      <span class="hint">
        {props.passkey.synced ? "Synced between devices" : "On this device or key alone"} · added{" "}
        <ExactTime at={props.passkey.createdAt} /> ·{" "}
        <Show when={props.passkey.lastUsedAt} fallback="never used">
          {(at) => (
            <>
              last used <ExactTime at={at()} />
            </>
          )}
        </Show>
      </span>
    </span>
  );
}
