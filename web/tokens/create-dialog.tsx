import { createDraft } from "../draft.ts";
import { blameOn } from "../refusal.ts";
import { Button } from "../ui/button.tsx";
import { serverTime } from "../ui/clock.ts";
import { Dialog } from "../ui/dialog.tsx";
import { CancelButton, DialogFoot } from "../ui/dialog-foot.tsx";
import { Form } from "../ui/form.tsx";
import type { LeaveQuestion } from "../ui/leaving.ts";
import { TextField } from "../ui/text-field.tsx";
import { type Creation, createCreating, type WantedToken } from "./creating.ts";
import { type Expiry, endOf, notBeyond, UNLESS_CHOSEN, within } from "./expiry.ts";
import { ExpiryField } from "./expiry-field.tsx";
import type { Holder } from "./holder.ts";
import { type Limits, NO_LIMITS, tokenLimits } from "./limits.ts";
import { blameOnNoneNorLimits, LimitsField } from "./limits-field.tsx";
import { createLongestLife } from "./policy.ts";
import { reach } from "./reach.ts";

const FIELDS = ["name", "purpose", "expiresAt"];

interface Wish {
  name: string;
  purpose: string;
  expiry: Expiry;
  limits: Limits;
  selfRotation: boolean;
  /** An attempt without an answer: its input, and how it was sent. */
  attempt: { words: string; wanted: WantedToken } | null;
}

const BLANK: Wish = {
  name: "",
  purpose: "",
  expiry: UNLESS_CHOSEN,
  limits: NO_LIMITS,
  selfRotation: false,
  attempt: null,
};

const UNDER_WAY: LeaveQuestion = {
  sentence: "The token is being generated. Closed now, it is revoked as soon as it is there.",
  leave: "Close and revoke it",
  stay: "Wait",
};

interface CreateDialogProps extends Creation {
  holder: Holder;
  onClose: () => void;
}

export function CreateDialog(props: CreateDialogProps) {
  const now = serverTime();
  const draft = createDraft<Wish>(`new-token ${props.holder.name ?? ""}`, BLANK);
  const wish = draft.values;
  const most = createLongestLife(() => (props.holder.name ? "service" : "human"));
  const expiry = () => within(wish.expiry, most());
  const creating = createCreating(props);
  let nameInput: HTMLInputElement | undefined;

  const generate = () => {
    const end = endOf(expiry(), serverTime());
    if (end === undefined)
      return creating.refuse({ field: "expiresAt", message: "Choose a date, or how many days." });
    const endsAt = notBeyond(end, most(), serverTime());
    const attempt = again() ?? {
      words: words(),
      wanted: {
        name: wish.name,
        purpose: wish.purpose || undefined,
        expiresAt: endsAt === null ? undefined : new Date(endsAt).toISOString(),
        ...tokenLimits(wish.limits),
        selfRotation: wish.selfRotation,
        key: crypto.randomUUID(),
      },
    };
    draft.set({ attempt });
    return creating.run(attempt.wanted, { made: draft.forget, refused: () => draft.set({ attempt: null }) });
  };

  const words = () => JSON.stringify({ ...wish, attempt: null });
  /** The attempt before, if the input is the same; otherwise ends what it may have made. */
  const again = () => {
    if (wish.attempt && wish.attempt.words !== words()) void creating.takeBack(wish.attempt.wanted);
    return wish.attempt?.words === words() ? wish.attempt : null;
  };
  const giveUp = () => {
    if (wish.attempt && !creating.busy()) void creating.takeBack(wish.attempt.wanted);
    draft.forget();
    props.onClose();
  };

  return (
    <Dialog
      title={props.holder.name ? `New token for ${props.holder.name}` : "New token"}
      busy={creating.busy()}
      onClose={giveUp}
      question={creating.busy() ? UNDER_WAY : draft.question()}
      initialFocus={() => nameInput}
    >
      <Form refusal={creating.refusal()} onSubmit={generate} onInput={creating.forget}>
        <TextField
          ref={(input) => (nameInput = input)}
          label="Name"
          name="name"
          hint="What will use it, such as “Reporting script”."
          value={wish.name}
          onInput={(name) => draft.set({ name })}
          error={blameOn("name", creating.refusal())}
        />
        <TextField
          label="Purpose"
          name="purpose"
          hint="Optional: what it is for. Somebody may find it in a year."
          optional
          value={wish.purpose}
          onInput={(purpose) => draft.set({ purpose })}
          error={blameOn("purpose", creating.refusal())}
        />
        <ExpiryField
          value={expiry()}
          onChange={(expiry) => draft.set({ expiry })}
          now={now}
          most={most()}
          error={blameOn("expiresAt", creating.refusal())}
        />
        <LimitsField
          holder={props.holder}
          value={wish.limits}
          onChange={(limits) => draft.set({ limits })}
          refusal={creating.refusal()}
        />
        <label class="option">
          <input
            type="checkbox"
            checked={wish.selfRotation}
            onChange={(event) => draft.set({ selfRotation: event.currentTarget.checked })}
          />
          <span>
            May rotate itself
            <span class="hint">
              A program that holds it can ask for its next secret, such as once a month.
            </span>
          </span>
        </label>
        <p class="reach" aria-live="polite">
          {reach(props.holder, { limits: wish.limits, endsAt: endOf(expiry(), now) })}
        </p>
        <DialogFoot error={blameOnNoneNorLimits(FIELDS, creating.refusal())}>
          <CancelButton />
          <Button look="primary" type="submit" busy={creating.busy()}>
            Generate token
          </Button>
        </DialogFoot>
      </Form>
    </Dialog>
  );
}
