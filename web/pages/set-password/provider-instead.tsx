import { A } from "@solidjs/router";
import { onMount } from "solid-js";
import { type Provider, ProviderLink } from "../sign-in/provider-link.tsx";

/** For a link to an organization that no password opens. */
export function ProviderInstead(props: { provider: Provider }) {
  let heading: HTMLHeadingElement | undefined;
  onMount(() => heading?.focus());
  return (
    <div class="sign-in-form">
      <h1 tabindex="-1" ref={(element) => (heading = element)}>
        You need no password
      </h1>
      <p>Your organization accepts only its identity provider. Sign in there.</p>
      <ProviderLink provider={props.provider} look="primary" />
      <p class="sign-in-other">
        <A href="/sign-in">Back to sign in</A>
      </p>
    </div>
  );
}
