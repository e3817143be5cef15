import { A } from "@solidjs/router";
import { onMount } from "solid-js";
import { REASONS } from "../../../worker/domain/errors.ts";

/** For a link that sets no password: it is used, too old, or its person has one. */
export function LinkInvalid(props: { why?: "link-invalid" | "link-needless" }) {
  let heading: HTMLHeadingElement | undefined;
  onMount(() => heading?.focus());
  return (
    <div class="sign-in-form">
      <h1 tabindex="-1" ref={(element) => (heading = element)}>
        This link does not work
      </h1>
      <p>{REASONS[props.why ?? "link-invalid"][1]}</p>
      <A class="button primary wide" href="/forgot-password">
        Ask for a new link
      </A>
      <p class="sign-in-other">
        <A href="/sign-in">Back to sign in</A>
      </p>
    </div>
  );
}
