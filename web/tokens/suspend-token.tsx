import { createUniqueId, For, Show } from "solid-js";
import { MINUTE_MS } from "../../worker/domain/durations.ts";
import { createDraft } from "../draft.ts";
import type { Token } from "../outputs.ts";
import type { createAct } from "../ui/act.ts";
import { Button } from "../ui/button.tsx";
import { serverTime } from "../ui/clock.ts";
import { longDay, timeOfDay } from "../ui/dates.ts";
import { Dialog } from "../ui/dialog.tsx";
import { CancelButton, DialogFoot } from "../ui/dialog-foot.tsx";
import { Form } from "../ui/form.tsx";
import { LeaseCountdown } from "../ui/lease-countdown.tsx";
import { stopsWorking } from "./stops-working.ts";
import { TokenFacts, type TokenOwner } from "./token-facts.tsx";

const SPANS = [
  { label: "15 minutes", ms: 15 * MINUTE_MS },
  { label: "1 hour", ms: 60 * MINUTE_MS },
  { label: "1 day", ms: 24 * 60 * MINUTE_MS },
  { label: "Until resumed", ms: null },
];

const BLANK = { ms: (60 * MINUTE_MS) as number | null };

interface SuspendTokenProps {
  token: Token;
  /** The owner, if it is somebody else: they get a mail. */
  owner?: TokenOwner;
  act: ReturnType<typeof createAct>;
  /** `until`: RFC 3339, or undefined until somebody resumes it. */
  onSuspend: (until: string | undefined) => Promise<boolean>;
  onClose: () => void;
}

/** Asks how long a token is refused, without ending it. */
export function SuspendToken(props: SuspendTokenProps) {
  const group = createUniqueId();
  const now = serverTime();
  const draft = createDraft(`suspend-token ${props.token.id}`, BLANK);

  const suspend = async () => {
    const { ms } = draft.values;
    const until = ms === null ? undefined : new Date(serverTime() + ms).toISOString();
    if (await props.onSuspend(until)) draft.forget();
  };

  return (
    <Dialog
      title={`Suspend “${props.token.name}”`}
      description={
        <>
          <TokenFacts token={props.token} owner={props.owner} />
          <p>
            {props.token.lastUsedAt === null
              ? "Nothing has used it yet. Whatever does"
              : "Whatever still uses it"}{" "}
            {stopsWorking()} Nothing of it is lost: resumed, it works as before.
          </p>
        </>
      }
      busy={props.act.busy()}
      onClose={draft.closing(props.onClose)}
    >
      <Form refusal={props.act.refusal()} onSubmit={suspend}>
        <fieldset class="field" aria-describedby={`${group}-end`}>
          <legend>For how long</legend>
          <div class="choices">
            <For each={SPANS}>
              {({ label, ms }) => (
                <label class="choice">
                  <input
                    type="radio"
                    name={group}
                    checked={draft.values.ms === ms}
                    onChange={() => draft.set({ ms })}
                  />
                  {label}
                </label>
              )}
            </For>
          </div>
          <p class="hint" id={`${group}-end`}>
            {endInWords(draft.values.ms, now)}
          </p>
        </fieldset>
        <Show when={props.owner?.email}>
          <p class="hint">
            <bdi>{props.owner?.name}</bdi> is told by e-mail.
          </p>
        </Show>
        <DialogFoot
          error={props.act.refusal()?.message}
          notice={<LeaseCountdown active={props.act.busy()} />}
        >
          <CancelButton />
          <Button look="danger" type="submit" busy={props.act.busy()}>
            Suspend
          </Button>
        </DialogFoot>
      </Form>
    </Dialog>
  );
}

function endInWords(ms: number | null, now: number): string {
  if (ms === null) return "Until somebody resumes it.";
  return `It resumes by itself: ${longDay(now + ms)}, ${timeOfDay(now + ms)}.`;
}
