import { Show } from "solid-js";
import type { OrganizationToken, Token } from "../../outputs.ts";
import { LastUsage } from "../../tokens/last-usage.tsx";
import { RelativeTime } from "../../ui/relative-time.tsx";

/** Its owner, when it was made, when it ends, and what used it last. */
export function WhatItIs(props: { token: Token; user?: OrganizationToken["user"] }) {
  return (
    <dl class="facts aligned">
      <Show when={props.token.purpose}>
        {(purpose) => (
          <>
            <dt>Purpose</dt>
            <dd>
              <bdi>{purpose()}</bdi>
            </dd>
          </>
        )}
      </Show>
      <Show when={props.user}>
        {(user) => (
          <>
            <dt>Speaks for</dt>
            <dd>
              <a href={`/account/users/${user().id}`}>
                <bdi>{user().name}</bdi>
              </a>{" "}
              <bdi class="hint">{user().email ?? "Service user"}</bdi>
            </dd>
          </>
        )}
      </Show>
      <dt>Created</dt>
      <dd>
        <RelativeTime inFull at={props.token.createdAt} />
      </dd>
      <dt>Expires</dt>
      <dd>
        <Show when={props.token.expiresAt} fallback="Never: it works until it is revoked">
          {(at) => <RelativeTime inFull at={at()} />}
        </Show>
      </dd>
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
    </dl>
  );
}
