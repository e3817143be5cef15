import { For, Show } from "solid-js";
import { counted } from "../endpoints/folded-list.tsx";
import type { TokenLimits } from "./limits.ts";

/** A chip for each of a token's own limits; hover and focus show the details. Draws nothing without limits. */
export function LimitChips(props: { token: TokenLimits }) {
  return (
    <>
      <Show when={props.token.scopes ?? props.token.endpoints}>
        <span class="for-screen-readers"> limited to </span>
      </Show>
      <Show when={props.token.scopes}>
        {(scopes) => (
          <Chip
            label={scopes().length === 1 ? `${scopes()[0]}` : `${scopes().length} permissions`}
            which={scopes().length === 1 ? [] : scopes()}
          />
        )}
      </Show>
      <Show when={props.token.endpoints}>
        {(endpoints) => (
          <Chip
            label={endpoints().length === 1 ? `${endpoints()[0]}` : counted(endpoints().length)}
            which={endpoints().length === 1 ? [] : endpoints()}
          />
        )}
      </Show>
    </>
  );
}

function Chip(props: { label: string; which: readonly string[] }) {
  return (
    <Show when={props.which.length > 0} fallback={<span class="limit-chip">{props.label}</span>}>
      <button type="button" class="limit-chip">
        {props.label}
        <span class="limit-detail">
          <For each={props.which}>{(one) => <span>{one}</span>}</For>
        </span>
      </button>
    </Show>
  );
}
