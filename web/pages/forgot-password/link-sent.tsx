import { A } from "@solidjs/router";
import { onMount } from "solid-js";
import { Button } from "../../ui/button.tsx";

/** The same for known and unknown addresses. */
export function LinkSent(props: { email: string; onAgain: () => void }) {
  let heading: HTMLHeadingElement | undefined;
  onMount(() => heading?.focus());
  return (
    <div class="sign-in-form">
      <h1 tabindex="-1" ref={(element) => (heading = element)}>
        Look into your mail
      </h1>
      <p>
        If <strong>{props.email.trim()}</strong> belongs to somebody here, a link is on its way. It works
        once, for an hour.
      </p>
      <p class="lead">Nothing came? Check your spam folder, and the address.</p>
      <Button class="wide" onClick={() => props.onAgain()}>
        Try again
      </Button>
      <p class="sign-in-other">
        <A href="/sign-in" state={{ email: props.email }}>
          Back to sign in
        </A>
      </p>
    </div>
  );
}
