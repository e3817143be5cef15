import { createSignal, For, onMount, Show } from "solid-js";
import type { UndeliveredMail as Mail } from "../../outputs.ts";
import { rpc } from "../../rpc.ts";
import { createAct } from "../../ui/act.ts";
import { Button } from "../../ui/button.tsx";
import { Problem } from "../../ui/problem.tsx";
import { ExactTime } from "../../ui/relative-time.tsx";
import { Section } from "../../ui/section.tsx";
import { say } from "../../ui/toasts.tsx";

const WHAT: Record<Mail["kind"], string> = {
  invitation: "Invitation",
  "password-reset": "Link to set a new password",
  "passkey-added": "Passkey added",
  "passkey-removed": "Passkey removed",
  "tokens-revoked": "Tokens revoked",
  "token-suspended": "Token suspended",
  "token-resumed": "Token resumed",
  "tokens-expiring": "Tokens that expire soon",
  "tokens-idle": "Tokens that nothing uses",
  "database-restored": "The database was put back",
  "break-glass": "Sign-in without the identity provider",
  "provider-required-off": "The identity provider is required no more",
  alarm: "Alarm",
  test: "Test message",
};

/** Mail whose last try failed; draws nothing if there is none. */
export function UndeliveredMail() {
  const [mail, setMail] = createSignal<Mail[]>([]);
  const act = createAct();
  const load = async () => {
    const { items } = await rpc.organization.undeliveredMail.query();
    setMail(items);
  };
  onMount(() => void act.run(load));

  const sendAgain = (one: Mail) =>
    act.run(async () => {
      await rpc.organization.sendMailAgain.mutate({ id: one.id });
      setMail((all) => all.filter(({ id }) => id !== one.id));
      await say(<>The mail to {one.recipient} is sent again.</>);
    });

  return (
    <Show when={mail().length > 0}>
      <Section
        title="Mail that was not delivered"
        lead="The mail service did not take it. It is tried again for two days, and you can have it sent now."
      >
        <Show when={act.refusal()}>
          {(refusal) => <Problem refusal={refusal()} onRetry={() => void act.run(load)} />}
        </Show>
        <ul class="undelivered">
          <For each={mail()}>
            {(one) => (
              <li>
                <span>
                  {WHAT[one.kind] ?? one.kind} to <bdi>{one.recipient}</bdi>
                  {one.nextAttemptAt === null ? ", given up: " : ": "}
                  <code>{one.problem}</code> <ExactTime at={one.queuedAt} />
                </span>
                <Button busy={act.busy()} onClick={() => void sendAgain(one)}>
                  Send again
                </Button>
              </li>
            )}
          </For>
        </ul>
      </Section>
    </Show>
  );
}
