import { Field } from "./field.tsx";

interface TextFieldProps {
  label: string;
  name: string;
  hint?: string;
  type?: "text" | "email";
  value: string;
  onInput: (value: string) => void;
  disabled?: boolean;
  optional?: boolean;
  error?: string;
  ref?: (input: HTMLInputElement) => void;
}

/** A line of text that is not about the user: the browser has nothing to fill in. */
export function TextField(props: TextFieldProps) {
  return (
    <Field label={props.label} hint={props.hint} error={props.error}>
      {(wiring) => (
        <input
          {...wiring}
          ref={props.ref}
          type={props.type ?? "text"}
          name={props.name}
          autocomplete="off"
          autocapitalize="off"
          spellcheck={false}
          required={!props.optional}
          disabled={props.disabled}
          value={props.value}
          onInput={(event) => props.onInput(event.currentTarget.value)}
        />
      )}
    </Field>
  );
}
