import { Show } from "solid-js";
import type { Token } from "../outputs.ts";
import { now } from "../ui/clock.ts";
import { day } from "../ui/dates.ts";
import { hasExpired } from "./token-state.ts";

/** The name, and under it what limits the token: its end and its scopes. */
export function TokenName(props: { token: Pick<Token, "name" | "purpose" | "expiresAt" | "scopes"> }) {
  const expired = () => hasExpired(props.token, now());
  return (
    <>
      <span class="token-name">{props.token.name}</span>
      <Show when={props.token.purpose}>{(purpose) => <span class="token-limits">{purpose()}</span>}</Show>
      <span class="token-limits">
        <Show when={props.token.expiresAt} fallback="Never expires">
          {(at) => (
            <Show when={expired()} fallback={`Expires ${day(at())}`}>
              <span class="mark">Expired</span> {day(at())}
            </Show>
          )}
        </Show>
        <Show when={props.token.scopes}>{(scopes) => <> · only {scopes().join(", ")}</>}</Show>
      </span>
    </>
  );
}
