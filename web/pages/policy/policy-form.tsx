import { createMemo, createSignal, Show } from "solid-js";
import type { LifetimePolicy } from "../../../worker/domain/policies/longest-life.ts";
import { createDraft } from "../../draft.ts";
import type { PolicyPreview } from "../../outputs.ts";
import { blameOn, blameOnNone } from "../../refusal.ts";
import { rpc } from "../../rpc.ts";
import { createAct } from "../../ui/act.ts";
import { Button } from "../../ui/button.tsx";
import { Field } from "../../ui/field.tsx";
import { Form } from "../../ui/form.tsx";
import { LeaseCountdown } from "../../ui/lease-countdown.tsx";
import { say } from "../../ui/toasts.tsx";
import { Affected } from "./affected.tsx";
import { daysOf } from "./words.ts";

const FIELDS = ["maxLifetimeDays", "maxIdleDays"] as const;

/** A text that is no number cannot be sent. */
const NO_NUMBER = "A limit is a whole number of days from 1 to 3,650, or none.";

interface PolicyFormProps {
  policy: LifetimePolicy;
  onSaved: () => void;
}

/** Shows what limits would do to existing tokens before they are saved. */
export function PolicyForm(props: PolicyFormProps) {
  const present = typed(props.policy);
  const draft = createDraft("policy", present);
  const act = createAct();
  const wanted = (): LifetimePolicy => ({
    maxLifetimeDays: daysOf(draft.values.lifetime),
    maxIdleDays: daysOf(draft.values.idle),
    exemptServiceUsers: draft.values.exempt,
  });
  const words = createMemo(() => JSON.stringify(draft.values));
  const isChanged = () => words() !== JSON.stringify(present);
  const [seen, setSeen] = createSignal<{ words: string; preview: PolicyPreview }>();
  /** Only for what the fields hold now. */
  const preview = () => (seen()?.words === words() ? seen()?.preview : undefined);

  const look = () => {
    const [field] = FIELDS.filter((name) => Number.isNaN(wanted()[name]));
    if (field) return act.refuse({ field, message: NO_NUMBER });
    return act.run(async () => {
      const asked = words();
      setSeen({ words: asked, preview: await rpc.organization.previewPolicy.mutate(wanted()) });
    });
  };
  const save = async () => {
    const isSaved = await act.run(async () => void (await rpc.organization.setPolicy.mutate(wanted())));
    if (!isSaved) return;
    draft.forget();
    say("The policy is saved.");
    props.onSaved();
  };

  return (
    <>
      <Form class="policy-form" label="Policy" refusal={act.refusal()} onSubmit={look} onInput={act.forget}>
        <Days
          label="Longest life, in days"
          hint="From when a token is made or rotated. Empty for any, also without an end."
          name="maxLifetimeDays"
          value={draft.values.lifetime}
          onInput={(lifetime) => draft.set({ lifetime })}
          error={blameOn("maxLifetimeDays", act.refusal())}
        />
        <Days
          label="Suspend what nothing used for, in days"
          hint="Those who look after the token get a mail a week before. Empty for never."
          name="maxIdleDays"
          value={draft.values.idle}
          onInput={(idle) => draft.set({ idle })}
          error={blameOn("maxIdleDays", act.refusal())}
        />
        <label class="option">
          <input
            type="checkbox"
            checked={draft.values.exempt}
            onChange={(event) => draft.set({ exempt: event.currentTarget.checked })}
          />
          <span>Exempt service users</span>
        </label>
        <p class="form-error" role="alert">
          {blameOnNone(FIELDS, act.refusal())}
        </p>
        <Show when={isChanged() && !preview()}>
          <div>
            <Button look="primary" type="submit" busy={act.busy()}>
              See what it would do
            </Button>
          </div>
        </Show>
      </Form>
      <Show when={isChanged() && preview()}>
        {(preview) => (
          <Affected preview={preview()}>
            <Button look="primary" busy={act.busy()} onClick={save}>
              Save this policy
            </Button>
            <LeaseCountdown active={act.busy()} />
          </Affected>
        )}
      </Show>
    </>
  );
}

/** The policy in the fields. */
function typed({ maxLifetimeDays, maxIdleDays, exemptServiceUsers }: LifetimePolicy) {
  return {
    lifetime: String(maxLifetimeDays ?? ""),
    idle: String(maxIdleDays ?? ""),
    exempt: exemptServiceUsers,
  };
}

interface DaysProps {
  label: string;
  hint: string;
  name: string;
  value: string;
  onInput: (value: string) => void;
  error: string | undefined;
}

function Days(props: DaysProps) {
  return (
    <Field label={props.label} hint={props.hint} error={props.error}>
      {(wiring) => (
        <input
          {...wiring}
          type="text"
          inputmode="numeric"
          name={props.name}
          autocomplete="off"
          placeholder="No limit"
          value={props.value}
          onInput={(event) => props.onInput(event.currentTarget.value)}
        />
      )}
    </Field>
  );
}
