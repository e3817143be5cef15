import { createUniqueId, For, onCleanup, Show } from "solid-js";
import type { UserKind } from "../../worker/domain/organizations/membership.ts";
import { renewedExpiry } from "../../worker/domain/tokens/rotation.ts";
import { createDraft } from "../draft.ts";
import type { NewToken, Token } from "../outputs.ts";
import { blameOn, blameOnNone } from "../refusal.ts";
import { createAct } from "../ui/act.ts";
import { Button } from "../ui/button.tsx";
import { serverTime } from "../ui/clock.ts";
import { longDay, timeOfDay } from "../ui/dates.ts";
import { Dialog } from "../ui/dialog.tsx";
import { CancelButton, DialogFoot } from "../ui/dialog-foot.tsx";
import { Form } from "../ui/form.tsx";
import { LeaseCountdown } from "../ui/lease-countdown.tsx";
import type { LeaveQuestion } from "../ui/leaving.ts";
import { say } from "../ui/toasts.tsx";
import { type Expiry, endOf, notBeyond, within } from "./expiry.ts";
import { ExpiryField } from "./expiry-field.tsx";
import type { Life } from "./life.ts";
import { createLongestLife } from "./policy.ts";
import { TokenFacts, type TokenOwner } from "./token-facts.tsx";

const DAY_S = 86_400;

const GRACES = [
  { label: "At once", seconds: 0 },
  { label: "1 hour", seconds: 3_600 },
  { label: "1 day", seconds: DAY_S },
  { label: "7 days", seconds: 7 * DAY_S },
  { label: "30 days", seconds: 30 * DAY_S },
];

const BLANK = { graceSeconds: 7 * DAY_S, endAtFirstUse: true, expiry: "as-before" as Expiry };

const UNDER_WAY: LeaveQuestion = {
  sentence: "The token is being rotated. Closed now, its new secret is never shown.",
  leave: "Close without it",
  stay: "Wait",
};

interface RotateTokenProps {
  token: Token;
  /** The owner, if it is somebody else. */
  owner?: TokenOwner;
  rotate: NonNullable<Life["rotate"]>;
  onRotated: (token: NewToken) => void;
  onClose: () => void;
}

/** Asks how to rotate a token: until when the earlier secret holds, and how long the token lives on. */
export function RotateToken(props: RotateTokenProps) {
  const now = serverTime();
  const ownerKind = (): UserKind => (props.owner && props.owner.email === null ? "service" : "human");
  const most = createLongestLife(ownerKind);
  const draft = createDraft(`rotate-token ${props.token.id}`, BLANK);
  const wish = draft.values;
  const rotating = createAct();
  let isGone = false;
  onCleanup(() => {
    isGone = true;
  });

  const expiry = () => within(wish.expiry, most());
  const asBefore = () => {
    const renewed = renewedExpiry(timesOf(props.token), now);
    const days = most();
    const latest = days === null ? null : now + days * DAY_S * 1000;
    return latest === null ? renewed : Math.min(latest, renewed ?? latest);
  };

  const rotate = async () => {
    const { graceSeconds, endAtFirstUse } = wish;
    const chosen = expiry();
    const end = chosen === "as-before" ? undefined : endOf(chosen, serverTime());
    if (chosen !== "as-before" && end === undefined)
      return rotating.refuse({ field: "expiresAt", message: "Choose a date, or how many days." });
    const expiresAt = end === undefined ? undefined : rfc3339(notBeyond(end, most(), serverTime()));
    let rotated: NewToken | undefined;
    const isDone = await rotating.run(async () => {
      rotated = await props.rotate(props.token.id, { expiresAt, graceSeconds, endAtFirstUse });
    });
    if (!isDone || !rotated) return;
    draft.forget();
    if (isGone)
      say(`“${props.token.name}” was rotated, and nobody saw its new secret. Rotate it again to get one.`);
    else props.onRotated(rotated);
  };

  return (
    <Dialog
      title={`Rotate “${props.token.name}”`}
      description={
        <>
          <p>It gets a new secret. Its id, name, permissions and history stay.</p>
          <TokenFacts token={props.token} owner={props.owner} />
          <p>{warning(props.token)}</p>
        </>
      }
      busy={rotating.busy()}
      onClose={draft.closing(props.onClose)}
      question={rotating.busy() ? UNDER_WAY : draft.question()}
    >
      <Form refusal={rotating.refusal()} onSubmit={rotate} onInput={rotating.forget}>
        <GraceField
          graceSeconds={wish.graceSeconds}
          endAtFirstUse={wish.endAtFirstUse}
          now={now}
          onChange={draft.set}
        />
        <ExpiryField
          value={expiry()}
          onChange={(expiry) => draft.set({ expiry })}
          now={now}
          asBefore={asBefore()}
          most={most()}
          error={blameOn("expiresAt", rotating.refusal())}
        />
        <DialogFoot
          error={blameOnNone(["expiresAt"], rotating.refusal())}
          notice={<LeaseCountdown active={rotating.busy()} />}
        >
          <CancelButton />
          <Button look="primary" type="submit" busy={rotating.busy()}>
            Rotate
          </Button>
        </DialogFoot>
      </Form>
    </Dialog>
  );
}

interface GraceFieldProps {
  graceSeconds: number;
  endAtFirstUse: boolean;
  now: number;
  onChange: (change: { graceSeconds?: number; endAtFirstUse?: boolean }) => void;
}

function GraceField(props: GraceFieldProps) {
  const group = createUniqueId();
  return (
    <fieldset class="field" aria-describedby={`${group}-end`}>
      <legend>When the present secret ends</legend>
      <div class="choices">
        <For each={GRACES}>
          {({ label, seconds }) => (
            <label class="choice">
              <input
                type="radio"
                name={group}
                checked={props.graceSeconds === seconds}
                onChange={() => props.onChange({ graceSeconds: seconds })}
              />
              {label}
            </label>
          )}
        </For>
      </div>
      <Show when={props.graceSeconds > 0}>
        <label class="option">
          <input
            type="checkbox"
            checked={props.endAtFirstUse}
            onChange={(event) => props.onChange({ endAtFirstUse: event.currentTarget.checked })}
          />
          <span>End it as soon as the new one was used</span>
        </label>
      </Show>
      <p class="hint" id={`${group}-end`}>
        {graceInWords(props)}
      </p>
    </fieldset>
  );
}

function graceInWords({ graceSeconds, endAtFirstUse, now }: Omit<GraceFieldProps, "onChange">): string {
  if (graceSeconds === 0) return "Whatever still uses it is refused from then on.";
  const at = now + graceSeconds * 1000;
  const end = `${longDay(at)}, ${timeOfDay(at)}`;
  return endAtFirstUse
    ? `Until the first request with the new secret has been answered, at the latest until ${end}.`
    : `Both work until ${end}.`;
}

function warning({ lastUsedAt, lastUsed, earlierSecret }: Token): string {
  const again = earlierSecret ? " It is being rotated already: of its two secrets one is replaced." : "";
  if (lastUsedAt === null) return `Nothing has used it yet.${again}`;
  const caller = lastUsed?.path ? `Whatever sent ${lastUsed.method} ${lastUsed.path}` : "Whatever uses it";
  return `${caller} has to be given the new secret before the present one ends.${again}`;
}

function timesOf({ createdAt, rotatedAt, expiresAt }: Token) {
  return {
    createdAt: Date.parse(createdAt),
    rotatedAt: rotatedAt && Date.parse(rotatedAt),
    expiresAt: expiresAt && Date.parse(expiresAt),
  } as { createdAt: number; rotatedAt: number | null; expiresAt: number | null };
}

function rfc3339(at: number | null): string | null {
  return at === null ? null : new Date(at).toISOString();
}
