import { Show } from "solid-js";
import type { Token } from "../outputs.ts";
import { now } from "../ui/clock.ts";
import { day } from "../ui/dates.ts";
import { LimitChips } from "./limit-chips.tsx";
import { hasExpired } from "./token-state.ts";

type Named = Pick<Token, "name" | "purpose" | "expiresAt" | "scopes" | "endpoints">;

/** The name, and under it what limits the token: its end, its permissions and its endpoints. */
export function TokenName(props: { token: Named }) {
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
        </Show>{" "}
        <LimitChips token={props.token} />
      </span>
    </>
  );
}
