import { createUniqueId, For, Show } from "solid-js";
import { longDay, timeOfDay } from "../ui/dates.ts";
import { FieldError } from "../ui/field.tsx";
import { daysOffered, daysToChooseFrom, type Expiry, endOf } from "./expiry.ts";

interface ExpiryFieldProps {
  /** Null: it stays. */
  value: Expiry | null;
  onChange: (expiry: Expiry) => void;
  /** For an existing token: its expiry (ms UTC, null for never), and that it is to stay. */
  kept?: { endsAt: number | null; keep: () => void };
  now: number;
  /** The expiry of a life as long as before, if the token had one; null for never. */
  asBefore?: number | null;
  /** The longest life that the organization allows, in days; null for any. */
  most: number | null;
  error?: string;
}

export function ExpiryField(props: ExpiryFieldProps) {
  const group = createUniqueId();
  const days = () =>
    props.value !== null && typeof props.value === "object" && "days" in props.value
      ? props.value.days
      : undefined;
  const date = () =>
    props.value !== null && typeof props.value === "object" && "date" in props.value
      ? props.value.date
      : undefined;
  const endsAt = () =>
    props.value === null ? (props.kept?.endsAt ?? null) : endOf(props.value, props.now, props.asBefore);
  const range = () => daysToChooseFrom(props.now, props.most);

  return (
    <fieldset class="field" aria-describedby={`${group}-end ${group}-error`}>
      <legend>Expires</legend>
      <div class="choices">
        <Show when={props.kept}>
          {(kept) => (
            <Choice
              group={group}
              label="As it is"
              checked={props.value === null}
              onChoose={() => kept().keep()}
            />
          )}
        </Show>
        <Show when={props.asBefore !== undefined}>
          <Choice
            group={group}
            label="As long as before"
            checked={props.value === "as-before"}
            onChoose={() => props.onChange("as-before")}
          />
        </Show>
        <For each={daysOffered(props.most)}>
          {(offered) => (
            <Choice
              group={group}
              label={offered === 1 ? "1 day" : `${offered} days`}
              checked={days() === offered}
              onChoose={() => props.onChange({ days: offered })}
            />
          )}
        </For>
        <Choice
          group={group}
          label="Date"
          checked={date() !== undefined}
          onChoose={() => props.onChange({ date: "" })}
        />
        <Show when={props.most === null}>
          <Choice
            group={group}
            label="Never"
            checked={props.value === "never"}
            onChoose={() => props.onChange("never")}
          />
        </Show>
      </div>
      <div class="choice-detail">
        <Show when={date() !== undefined}>
          <input
            type="date"
            aria-label="Expiry date"
            min={range().min}
            max={range().max}
            required
            value={date()}
            onInput={(event) => props.onChange({ date: event.currentTarget.value })}
          />
        </Show>
        <p class="hint" id={`${group}-end`}>
          {written(endsAt())}
          <Show when={props.most}>
            {(most) => (
              <> {most() === 1 ? "1 day is" : `${most()} days are`} the longest that the policy allows.</>
            )}
          </Show>
        </p>
      </div>
      <FieldError id={`${group}-error`} message={props.error} />
    </fieldset>
  );
}

function Choice(props: { group: string; label: string; checked: boolean; onChoose: () => void }) {
  return (
    <label class="choice">
      <input type="radio" name={props.group} checked={props.checked} onChange={() => props.onChoose()} />
      {props.label}
    </label>
  );
}

function written(end: number | null | undefined): string {
  if (end === null) return "It works until it is revoked.";
  if (end === undefined) return "Choose the last day on which it works.";
  return `${longDay(end)}, ${timeOfDay(end)}`;
}
