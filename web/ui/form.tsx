import { createEffect, type JSX } from "solid-js";
import type { Refusal } from "../refusal.ts";

interface FormProps {
  class?: string;
  label?: string;
  refusal: Refusal | undefined;
  onSubmit: () => void;
  onInput?: () => void;
  children: JSX.Element;
}

/** A form without checks of its own: the field that the server blames scrolls into view and takes focus. */
export function Form(props: FormProps) {
  let form: HTMLFormElement | undefined;
  createEffect(() => {
    if (props.refusal && form) focusBlamed(form);
  });
  return (
    <form
      ref={(element) => (form = element)}
      class={props.class}
      aria-label={props.label}
      noValidate
      onInput={() => props.onInput?.()}
      onSubmit={(event) => {
        event.preventDefault();
        props.onSubmit();
      }}
    >
      {props.children}
    </form>
  );
}

/** In the order in which a person would correct them. */
const TO_MEND = ["[aria-invalid]", "input[type=date]", ":checked", "input, textarea, select"];

function focusBlamed(form: HTMLFormElement): void {
  const field = form.querySelector(".field-error:not(:empty)")?.closest(".field");
  if (!field) return;
  const control = TO_MEND.map((one) => field.querySelector<HTMLElement>(one)).find((one) => one !== null);
  if (control instanceof HTMLInputElement && control.type !== "date") control.select();
  control?.focus({ preventScroll: true });
  field.scrollIntoView({ block: "center" });
}
