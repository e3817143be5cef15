import { createSignal, onMount, Show } from "solid-js";
import { pastedToken } from "../../../worker/domain/tokens/pasted-token.ts";
import type { Identified, OrganizationToken } from "../../outputs.ts";
import { rpc } from "../../rpc.ts";
import { RevokeDialog } from "../../tokens/revoke-dialog.tsx";
import { createAct } from "../../ui/act.ts";
import { Button } from "../../ui/button.tsx";
import { Dialog } from "../../ui/dialog.tsx";
import { CloseButton, DialogFoot } from "../../ui/dialog-foot.tsx";
import { Field } from "../../ui/field.tsx";
import { Form } from "../../ui/form.tsx";
import { LeaseCountdown } from "../../ui/lease-countdown.tsx";
import { say } from "../../ui/toasts.tsx";
import { UNREADABLE } from "./identified.ts";
import { IdentifiedToken } from "./identified-token.tsx";

interface IdentifyDialogProps {
  /** Text that was pasted elsewhere already. */
  pasted: string;
  revoke: (id: string) => Promise<void>;
  /** Called after a token was suspended or resumed. */
  onChanged: () => void;
  onClose: () => void;
}

/**
 * Finds a token's owner. The token is hashed here: neither it nor anything else that opens doors leaves the browser.
 */
export function IdentifyDialog(props: IdentifyDialogProps) {
  // In memory only, like every secret.
  const [text, setText] = createSignal(props.pasted);
  const [found, setFound] = createSignal<{ answer: Identified; id: string; hash: string }>();
  const [unreadable, setUnreadable] = createSignal<string>();
  const [isRevoking, setRevoking] = createSignal(false);
  const acting = createAct();
  let input: HTMLInputElement | undefined;

  const ask = (id: string, hash: string) =>
    acting.run(async () => {
      setFound({ answer: await rpc.organization.identifyToken.mutate({ id, hash }), id, hash });
    });
  const identify = async () => {
    setFound(undefined);
    const pasted = pastedToken(text());
    if (typeof pasted === "string") return void setUnreadable(UNREADABLE[pasted]);
    await ask(pasted.id, (await pasted.plain.hash()).toHex());
  };
  onMount(() => {
    if (props.pasted) void identify();
  });

  const act = async (work: () => Promise<unknown>, done: string) => {
    const known = found();
    const worked = await acting.run(async () => {
      await work();
    });
    if (!worked || !known) return;
    say(done);
    props.onChanged();
    await ask(known.id, known.hash);
  };
  const suspend = ({ id, prefix }: OrganizationToken) =>
    act(() => rpc.organization.suspendToken.mutate({ id }), `${prefix} is suspended.`);
  const resume = ({ id, prefix }: OrganizationToken) =>
    act(() => rpc.organization.resumeToken.mutate({ id }), `${prefix} works again.`);
  const revoke = async ({ id, prefix }: OrganizationToken) => {
    await act(() => props.revoke(id), `${prefix} is revoked.`);
    setRevoking(false);
  };
  const toRevoke = () => (isRevoking() ? found()?.answer.token : undefined);

  return (
    <Show
      when={toRevoke()}
      fallback={
        <Dialog
          title="Whose token is this?"
          busy={acting.busy()}
          onClose={props.onClose}
          initialFocus={() => input}
        >
          <Form
            refusal={unreadable() ? { code: "BAD_REQUEST", message: unreadable() ?? "" } : acting.refusal()}
            onSubmit={() => void identify()}
          >
            <Field
              label="Token"
              hint="As you found it, with the text around it. Your browser hashes it and sends only the hash."
              error={unreadable()}
            >
              {(wiring) => (
                <input
                  {...wiring}
                  ref={(element) => (input = element)}
                  class="endpoint"
                  type="text"
                  autocomplete="off"
                  autocapitalize="off"
                  spellcheck={false}
                  required
                  value={text()}
                  onInput={(event) => {
                    setText(event.currentTarget.value);
                    setUnreadable(undefined);
                    setFound(undefined);
                    acting.forget();
                  }}
                />
              )}
            </Field>
            <div aria-live="polite">
              <Show when={found()}>{(found) => <IdentifiedToken identified={found().answer} />}</Show>
            </div>
            <DialogFoot
              error={acting.refusal()?.message}
              notice={<LeaseCountdown active={acting.busy() && found() !== undefined} />}
            >
              <CloseButton>Close</CloseButton>
              <Show
                when={found()?.answer.token}
                fallback={
                  <Button look="primary" type="submit" busy={acting.busy()}>
                    Find out
                  </Button>
                }
              >
                {(token) => (
                  <>
                    <Show when={token().state !== "expired"}>
                      <Show
                        when={token().suspended}
                        fallback={
                          <Button busy={acting.busy()} onClick={() => suspend(token())}>
                            Suspend
                          </Button>
                        }
                      >
                        <Button busy={acting.busy()} onClick={() => resume(token())}>
                          Resume
                        </Button>
                      </Show>
                    </Show>
                    <Button look="danger" busy={acting.busy()} onClick={() => setRevoking(true)}>
                      Revoke
                    </Button>
                  </>
                )}
              </Show>
            </DialogFoot>
          </Form>
        </Dialog>
      }
    >
      {(token) => (
        <RevokeDialog
          whose="another's"
          token={token()}
          owner={token().user}
          busy={acting.busy()}
          refusal={acting.refusal()}
          onRevoke={() => void revoke(token())}
          onClose={() => setRevoking(false)}
          returnFocus={() => undefined}
        />
      )}
    </Show>
  );
}
