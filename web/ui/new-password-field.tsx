import { Check } from "lucide";
import { Show } from "solid-js";
import { passwordLength, SHORTEST_PASSWORD } from "../../worker/domain/users/password-length.ts";
import { Icon } from "./icon.tsx";
import { PasswordField } from "./password-field.tsx";

interface NewPasswordFieldProps {
  label: string;
  value: string;
  onInput: (value: string) => void;
  error?: string;
  ref?: (input: HTMLInputElement) => void;
}

/** A password to set: shows the rule from the start, and how much is missing. */
export function NewPasswordField(props: NewPasswordFieldProps) {
  return (
    <PasswordField
      ref={props.ref}
      label={props.label}
      autocomplete="new-password"
      value={props.value}
      onInput={props.onInput}
      error={props.error}
      hint={props.error ? undefined : <Rule length={passwordLength(props.value)} />}
    />
  );
}

function Rule(props: { length: number }) {
  return (
    <span class="password-rule">
      At least {SHORTEST_PASSWORD} characters; a few words make a good one.
      <span class="password-length" aria-hidden="true">
        <Show when={props.length >= SHORTEST_PASSWORD} fallback={`${props.length} / ${SHORTEST_PASSWORD}`}>
          <Icon of={Check} size={16} />
        </Show>
      </span>
    </span>
  );
}
