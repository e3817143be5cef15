import { createDraft } from "../draft.ts";
import type { Token } from "../outputs.ts";
import { blameOn } from "../refusal.ts";
import { createAct } from "../ui/act.ts";
import { Button } from "../ui/button.tsx";
import { serverTime } from "../ui/clock.ts";
import { Dialog } from "../ui/dialog.tsx";
import { CancelButton, DialogFoot } from "../ui/dialog-foot.tsx";
import { Form } from "../ui/form.tsx";
import { LeaseCountdown } from "../ui/lease-countdown.tsx";
import { TextField } from "../ui/text-field.tsx";
import { type Expiry, endOf, notBeyond, within } from "./expiry.ts";
import { ExpiryField } from "./expiry-field.tsx";
import type { Holder } from "./holder.ts";
import { type Limits, limitsOf, type TokenLimits, tokenLimits } from "./limits.ts";
import { blameOnNoneNorLimits, LimitsField } from "./limits-field.tsx";
import { createLongestLife } from "./policy.ts";
import { reach } from "./reach.ts";
import { changesOf, type TokenEdit } from "./token-edit.ts";

interface EditDialogProps {
  token: Token;
  /** Whom the token speaks for. */
  holder: Holder;
  /** Proposed limits to fill in instead of the token's own, to review and save. */
  suggestion?: TokenLimits;
  /** Resolves once it is changed. */
  edit: (edit: TokenEdit) => Promise<void>;
  onClose: () => void;
}

interface Wish {
  name: string;
  purpose: string;
  /** Null: it stays. */
  expiry: Expiry | null;
  limits: Limits;
}

/** Changes a token's name, expiry and limits. Its secret stays. */
export function EditDialog(props: EditDialogProps) {
  const now = serverTime();
  const { id, name, purpose, expiresAt } = props.token;
  const before = { name, purpose: purpose ?? "", expiry: null, limits: limitsOf(props.token) };
  const draft = createDraft<Wish>(`edit-token ${id}`, before);
  if (props.suggestion) draft.set({ limits: limitsOf(props.suggestion) });
  const wish = draft.values;
  const editing = createAct();
  let nameInput: HTMLInputElement | undefined;

  const kept = expiresAt === null ? null : Date.parse(expiresAt);
  const most = createLongestLife(() => (props.holder.name ? "service" : "human"));
  const expiry = () => (wish.expiry === null ? null : within(wish.expiry, most()));
  const endsAt = (at: number) => {
    const chosen = expiry();
    return chosen === null ? kept : endOf(chosen, at);
  };
  const save = async () => {
    const edit = changesOf(props.token, {
      name: wish.name,
      purpose: wish.purpose.trim() || null,
      ...tokenLimits(wish.limits),
      ...(wish.expiry === null ? {} : { expiresAt: rfc3339(endsAt(serverTime()), most()) }),
    });
    const isSame = Object.keys(edit).length === 0;
    if (!isSame && !(await editing.run(() => props.edit(edit)))) return;
    draft.forget();
    props.onClose();
  };

  return (
    <Dialog
      title={`Edit “${name}”`}
      busy={editing.busy()}
      onClose={draft.closing(props.onClose)}
      question={draft.question()}
      initialFocus={() => nameInput}
    >
      <Form refusal={editing.refusal()} onSubmit={save} onInput={editing.forget}>
        <TextField
          ref={(input) => (nameInput = input)}
          label="Name"
          name="name"
          value={wish.name}
          onInput={(name) => draft.set({ name })}
          error={blameOn("name", editing.refusal())}
        />
        <TextField
          label="Purpose"
          name="purpose"
          hint="Optional: what it is for. Somebody may find it in a year."
          optional
          value={wish.purpose}
          onInput={(purpose) => draft.set({ purpose })}
          error={blameOn("purpose", editing.refusal())}
        />
        <ExpiryField
          value={expiry()}
          onChange={(expiry) => draft.set({ expiry })}
          kept={{ endsAt: kept, keep: () => draft.set({ expiry: null }) }}
          now={now}
          most={most()}
          error={blameOn("expiresAt", editing.refusal())}
        />
        <LimitsField
          holder={props.holder}
          value={wish.limits}
          onChange={(limits) => draft.set({ limits })}
          refusal={editing.refusal()}
        />
        <p class="reach" aria-live="polite">
          {reach(props.holder, { limits: wish.limits, endsAt: endsAt(now) })}
        </p>
        <DialogFoot
          error={blameOnNoneNorLimits(FIELDS, editing.refusal())}
          notice={<LeaseCountdown active={editing.busy()} />}
        >
          <CancelButton />
          <Button look="primary" type="submit" busy={editing.busy()}>
            Save
          </Button>
        </DialogFoot>
      </Form>
    </Dialog>
  );
}

const FIELDS = ["name", "purpose", "expiresAt"];

/** An unusable date is sent as an invalid one, so that the server's error appears beside the field. */
function rfc3339(end: ReturnType<typeof endOf>, most: number | null): string | null {
  if (end === undefined) return "";
  const endsAt = notBeyond(end, most, serverTime());
  return endsAt === null ? null : new Date(endsAt).toISOString();
}
