import { Show } from "solid-js";
import type { Identified } from "../../outputs.ts";
import { LastUsage } from "../../tokens/last-usage.tsx";
import { LimitChips } from "../../tokens/limit-chips.tsx";
import { organizationPage } from "../../tokens/own-page.ts";
import { RelativeTime } from "../../ui/relative-time.tsx";
import { identified } from "./identified.ts";

/** Which token it is, whose, and whether it opens anything now. */
export function IdentifiedToken(props: { identified: Identified }) {
  const told = () => identified(props.identified);
  return (
    <div class="identified">
      <p classList={{ notice: !told().harm, leave: told().harm }}>{told().sentence}</p>
      <Show when={props.identified.token}>
        {(token) => (
          <dl class="facts compact">
            <dt>Token</dt>
            <dd>
              <a href={organizationPage(token().id)}>
                <bdi>{token().name}</bdi>
              </a>{" "}
              <code>{token().prefix}</code>
              <LimitChips token={token()} />
            </dd>
            <dt>User</dt>
            <dd>
              <a href={`/account/users/${token().user.id}`}>
                <bdi>{token().user.name}</bdi>
              </a>{" "}
              <bdi class="hint">{token().user.email ?? "Service user"}</bdi>
            </dd>
            <dt>Last used</dt>
            <dd>
              <Show when={token().lastUsedAt} fallback="Never">
                {(at) => (
                  <>
                    <RelativeTime inFull at={at()} />
                    <LastUsage usage={token().lastUsed} />
                  </>
                )}
              </Show>
            </dd>
          </dl>
        )}
      </Show>
    </div>
  );
}
