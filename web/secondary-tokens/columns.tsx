import { Braces, KeyRound, Monitor } from "lucide";
import { Match, Show, Switch } from "solid-js";
import { BY_WAY } from "../../worker/domain/sign-in/way.ts";
import { ORDERS_BY_TIME, type OrderInWords } from "../lists/order.ts";
import type { SecondaryToken } from "../outputs.ts";
import { Created } from "../tokens/created.tsx";
import { LastUsage } from "../tokens/last-usage.tsx";
import { hasExpired } from "../tokens/token-state.ts";
import type { Column } from "../tokens/token-table.tsx";
import { now } from "../ui/clock.ts";
import { Icon } from "../ui/icon.tsx";
import { RelativeTime } from "../ui/relative-time.tsx";
import { addressOf } from "./words.ts";

type Props = { token: SecondaryToken };

/** The link to an API token's own page, if the reader may open it. */
export type PageOf = (id: string) => string | undefined;

export const secondaryColumns = (pageOf: PageOf): Column<SecondaryToken>[] => [
  { head: "Name", kind: "name", sort: "name", cell: (token) => <Name token={token} pageOf={pageOf} /> },
  { head: "Created", kind: "created", sort: "created", cell: (token) => <Created at={token.createdAt} /> },
  { head: "Last used", kind: "used", sort: "last_used", cell: (token) => <LastUsed token={token} /> },
  { head: "Expires", kind: "expires", sort: "expires", cell: (token) => <Expires token={token} /> },
];

export const ORDERS: readonly OrderInWords[] = [
  ...ORDERS_BY_TIME,
  { by: "name", descending: false, label: "Sessions, then API tokens by name" },
  { by: "name", descending: true, label: "API tokens by name, then sessions" },
];

function Name(props: Props & { pageOf: PageOf }) {
  const page = () => (props.token.kind === "api" ? props.pageOf(props.token.id) : undefined);
  return (
    <div class="secondary-name">
      <Sign token={props.token} />
      <div>
        <Show when={page()} fallback={<bdi class="token-name">{props.token.name}</bdi>}>
          {(href) => (
            <a class="token-name" href={href()}>
              <bdi>{props.token.name}</bdi>
            </a>
          )}
        </Show>
        <span class="token-limits">
          <Kind token={props.token} />
        </span>
      </div>
    </div>
  );
}

/** The key marks this session, and nothing else. */
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
          {` · signed in ${BY_WAY[session().way ?? "password"]}`}
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
          <Show when={props.token.kind === "api"} fallback={<span class="usage">Latchkey</span>}>
            <LastUsage usage={props.token.lastUsed} />
          </Show>
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
