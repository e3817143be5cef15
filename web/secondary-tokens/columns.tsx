import { Braces, KeyRound, Monitor } from "lucide";
import { Match, Show, Switch } from "solid-js";
import type { SecondaryToken } from "../outputs.ts";
import { LastUsage } from "../tokens/last-usage.tsx";
import { hasExpired } from "../tokens/token-state.ts";
import type { Column } from "../tokens/token-table.tsx";
import { now } from "../ui/clock.ts";
import { Icon } from "../ui/icon.tsx";
import { RelativeTime } from "../ui/relative-time.tsx";
import { addressOf } from "./words.ts";

type Props = { token: SecondaryToken };

export const SECONDARY_COLUMNS: Column<SecondaryToken>[] = [
  { head: "Name", kind: "name", cell: (token) => <Name token={token} /> },
  { head: "Created", kind: "created", cell: (token) => <RelativeTime at={token.createdAt} /> },
  { head: "Last used", kind: "used", cell: (token) => <LastUsed token={token} /> },
  { head: "Expires", kind: "expires", cell: (token) => <Expires token={token} /> },
];

function Name(props: Props) {
  return (
    <div class="secondary-name">
      <Sign token={props.token} />
      <div>
        <span class="token-name">{props.token.name}</span>
        <span class="token-limits">
          <Kind token={props.token} />
        </span>
      </div>
    </div>
  );
}

/** The key marks the session that one sits in, and nothing else. */
function Sign(props: Props) {
  return (
    <Switch fallback={<Icon of={Monitor} size={18} />}>
      <Match when={props.token.current}>
        <span
          class="current-session"
          role="img"
          aria-label="Your current session"
          title="Your current session"
        >
          <Icon of={KeyRound} size={18} />
        </span>
      </Match>
      <Match when={props.token.kind === "api"}>
        <Icon of={Braces} size={18} />
      </Match>
    </Switch>
  );
}

function Kind(props: Props) {
  const session = () => (props.token.kind === "session" ? props.token : undefined);
  return (
    <Show
      when={session()}
      fallback={
        <>
          API token · <code>{props.token.prefix}</code>
        </>
      }
    >
      {(session) => (
        <>
          {session().current ? "This session" : "Session"}
          <Show when={addressOf(session())}>{(address) => <> · {address()}</>}</Show>
        </>
      )}
    </Show>
  );
}

function LastUsed(props: Props) {
  return (
    <Show when={props.token.lastUsedAt} fallback={<span class="never">Never</span>}>
      {(at) => (
        <>
          <RelativeTime at={at()} />
          <LastUsage usage={props.token.lastUsed} />
        </>
      )}
    </Show>
  );
}

function Expires(props: Props) {
  return (
    <Show when={props.token.expiresAt} fallback={<span class="never">Never</span>}>
      {(at) => (
        <>
          <Show when={hasExpired(props.token, now())}>
            <span class="mark">Expired</span>{" "}
          </Show>
          <RelativeTime at={at()} />
        </>
      )}
    </Show>
  );
}
