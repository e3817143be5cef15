import { Field } from "../../ui/field.tsx";

interface SecretFieldProps {
  /** A secret is stored already; nobody sees it again. */
  isKept: boolean;
  value: string;
  onInput: (value: string) => void;
  error: string | undefined;
}

/** Not anybody's password: password managers are asked to leave it alone. */
export function SecretField(props: SecretFieldProps) {
  return (
    <Field
      label="Client secret"
      hint={
        props.isKept
          ? "One is kept, encrypted. Leave this empty to keep it."
          : "It is stored encrypted, and never shown again. Empty for a public client."
      }
      error={props.error}
    >
      {(wiring) => (
        <input
          {...wiring}
          type="password"
          name="clientSecret"
          autocomplete="off"
          data-1p-ignore
          data-lpignore="true"
          value={props.value}
          onInput={(event) => props.onInput(event.currentTarget.value)}
        />
      )}
    </Field>
  );
}
