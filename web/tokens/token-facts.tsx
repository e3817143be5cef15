import { type JSX, Show } from "solid-js";
import type { Token } from "../outputs.ts";
import { RelativeTime } from "../ui/relative-time.tsx";
import { LastUsage } from "./last-usage.tsx";
import { LimitChips } from "./limit-chips.tsx";

export interface TokenOwner {
  name: string;
  /** Null for service users. */
  email: string | null;
}

interface TokenFactsProps {
  token: Pick<Token, "prefix" | "scopes" | "endpoints" | "lastUsedAt" | "lastUsed">;
  /** The owner, if it is somebody else. */
  owner?: TokenOwner;
  children?: JSX.Element;
}

/** The token that a dialog is about, its limits, and what used it last. */
export function TokenFacts(props: TokenFactsProps) {
  return (
    <dl class="facts compact">
      <dt>Token</dt>
      <dd>
        <code>{props.token.prefix}</code> <LimitChips token={props.token} />
      </dd>
      <Show when={props.owner}>
        {(owner) => (
          <>
            <dt>User</dt>
            <dd>
              <bdi>{owner().name}</bdi>
            </dd>
          </>
        )}
      </Show>
      <dt>Last used</dt>
      <dd>
        <Show when={props.token.lastUsedAt} fallback="Never">
          {(at) => (
            <>
              <RelativeTime inFull at={at()} />
              <LastUsage usage={props.token.lastUsed} />
            </>
          )}
        </Show>
      </dd>
      {props.children}
    </dl>
  );
}
