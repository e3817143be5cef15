import { Show } from "solid-js";
import type { TeamMember } from "../../outputs.ts";
import { LastUsage } from "../../tokens/last-usage.tsx";
import { RelativeTime } from "../../ui/relative-time.tsx";
import type { MemberTokensPage } from "./member-tokens.ts";

/** What stops working with a member: how many tokens, and the latest use of one. */
export function WhatEnds(props: { member: TeamMember; tokens: MemberTokensPage }) {
  const latest = () =>
    props.tokens
      .items()
      .filter(({ lastUsedAt }) => lastUsedAt !== null)
      .sort((a, b) => Date.parse(b.lastUsedAt ?? "") - Date.parse(a.lastUsedAt ?? ""))[0];
  return (
    <>
      <p>
        {props.member.kind === "human" ? "Every browser is signed out, and " : ""}
        {props.tokens.loaded()
          ? counted(props.tokens.items().length, props.tokens.nextCursor() !== null)
          : "all API tokens end"}
        {props.member.kind === "human" ? "" : " at once"}.
      </p>
      <Show when={latest()}>
        {(token) => (
          <dl class="facts compact">
            <dt>Last used</dt>
            <dd>
              <bdi>{token().name}</bdi>, <RelativeTime at={token().lastUsedAt ?? ""} />
              <LastUsage usage={token().lastUsed} />
            </dd>
          </dl>
        )}
      </Show>
    </>
  );
}

function counted(count: number, more: boolean): string {
  if (count === 0) return "there are no API tokens to end";
  if (more) return `more than ${count} API tokens end: whatever uses them is refused with 401`;
  return count === 1
    ? "1 API token ends: whatever uses it is refused with 401"
    : `${count} API tokens end: whatever uses them is refused with 401`;
}
