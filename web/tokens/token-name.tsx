import { Show } from "solid-js";
import { EXPIRING_MS } from "../../worker/domain/tokens/attention.ts";
import type { Token } from "../outputs.ts";
import { now } from "../ui/clock.ts";
import { day } from "../ui/dates.ts";
import { Chips } from "./chips.tsx";
import type { Told } from "./chips-of.ts";
import { EarlierSecret } from "./earlier-secret.tsx";
import { LimitChips } from "./limit-chips.tsx";

interface TokenNameProps {
  /** The link to its own page. */
  href: string;
  token: Told & Pick<Token, "name" | "purpose" | "scopes" | "endpoints">;
  /** Ends its earlier secret; left out if the user may not. */
  onEndEarlier?: () => void;
}

/** The name, and under it the token's state and its limits. */
export function TokenName(props: TokenNameProps) {
  return (
    <>
      <a class="token-name" href={props.href}>
        <bdi>{props.token.name}</bdi>
      </a>
      <Show when={props.token.purpose}>{(purpose) => <bdi class="token-limits">{purpose()}</bdi>}</Show>
      <span class="token-limits">
        <Chips token={props.token} />
        <Show when={props.token.expiresAt} fallback="Never expires">
          {(at) => (
            <>
              {isSaid(at()) ? "" : "Expires "}
              {day(at())}
            </>
          )}
        </Show>{" "}
        <LimitChips token={props.token} />
      </span>
      <EarlierSecret token={props.token} onEnd={props.onEndEarlier} />
    </>
  );
}

/** A chip says that it expires or has expired, so only the day follows. */
function isSaid(expiresAt: string): boolean {
  return Date.parse(expiresAt) - now() <= EXPIRING_MS;
}
