import { createUniqueId, type JSX, Show } from "solid-js";

/** Connects an input with its label, hint and error for screen readers. */
export interface FieldWiring {
  id: string;
  "aria-describedby": string | undefined;
  "aria-invalid": true | undefined;
}

interface FieldProps {
  label: string;
  hint?: JSX.Element;
  error?: string;
  children: (wiring: FieldWiring) => JSX.Element;
}

export function Field(props: FieldProps) {
  const id = createUniqueId();
  const wiring: FieldWiring = {
    id,
    get "aria-describedby"() {
      const parts = [props.hint && `${id}-hint`, props.error && `${id}-error`].filter(Boolean);
      return parts.length > 0 ? parts.join(" ") : undefined;
    },
    get "aria-invalid"() {
      return props.error ? true : undefined;
    },
  };
  return (
    <div class="field">
      <label for={id}>{props.label}</label>
      {props.children(wiring)}
      <Show when={props.hint}>
        <p class="hint" id={`${id}-hint`}>
          {props.hint}
        </p>
      </Show>
      <FieldError id={`${id}-error`} message={props.error} />
    </div>
  );
}

/** Present while empty, so that screen readers announce a later message. */
export function FieldError(props: { id?: string; message: string | undefined }) {
  return (
    <p class="field-error" id={props.id} role="alert">
      {props.message}
    </p>
  );
}
