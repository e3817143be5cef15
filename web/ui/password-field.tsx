import { createSignal, type JSX } from "solid-js";
import { Field } from "./field.tsx";

interface PasswordFieldProps {
  label: string;
  value: string;
  onInput: (value: string) => void;
  autocomplete: "current-password" | "new-password";
  /** Not asked for yet: only a password manager finds it. */
  waits?: boolean;
  hint?: JSX.Element;
  error?: string;
  ref?: (input: HTMLInputElement) => void;
}

export function PasswordField(props: PasswordFieldProps) {
  const [shown, setShown] = createSignal(false);
  return (
    <Field label={props.label} hint={props.hint} error={props.error}>
      {(wiring) => (
        <div class="password">
          <input
            {...wiring}
            ref={props.ref}
            type={shown() ? "text" : "password"}
            name="password"
            autocomplete={props.autocomplete}
            autocapitalize="off"
            spellcheck={false}
            required
            tabindex={props.waits ? -1 : undefined}
            value={props.value}
            onInput={(event) => props.onInput(event.currentTarget.value)}
          />
          <button
            type="button"
            class="password-toggle"
            aria-pressed={shown()}
            tabindex={props.waits ? -1 : undefined}
            onClick={() => setShown(!shown())}
          >
            {shown() ? "Hide" : "Show"}
            <span class="for-screen-readers"> {props.label.toLowerCase()}</span>
          </button>
        </div>
      )}
    </Field>
  );
}
