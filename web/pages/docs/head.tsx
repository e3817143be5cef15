import { A } from "@solidjs/router";
import { Show } from "solid-js";
import { Brand } from "../../layout/brand.tsx";
import { reader } from "./reader.ts";

export function Head() {
  return (
    <header class="docs-head">
      <A href="/" class="side-brand">
        <Brand />
      </A>
      <Show when={reader()} fallback={<A href="/sign-in">Sign in</A>}>
        {(session) => (
          <p class="docs-reader">
            <bdi class="docs-organization">{session().organization.name}</bdi>
            <A href="/">Open Latchkey</A>
          </p>
        )}
      </Show>
    </header>
  );
}
