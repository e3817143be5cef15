import { Show } from "solid-js";
import { ORDERS_BY_TIME, type OrderInWords, ordersByWords } from "../lists/order.ts";
import type { Token } from "../outputs.ts";
import { RelativeTime } from "../ui/relative-time.tsx";
import { Created } from "./created.tsx";
import { LastUsage } from "./last-usage.tsx";
import { TokenName } from "./token-name.tsx";
import type { Column } from "./token-table.tsx";

export const ORDERS: readonly OrderInWords[] = [
  ...ORDERS_BY_TIME,
  ...["Name", "Prefix"].flatMap((head) => ordersByWords(head)),
];

/**
 * `list`: the path above the tokens' own pages. `onEndEarlier`: ends the earlier secret of a token in rotation; left
 * out if the user may not.
 */
export function ownColumns(list: string, onEndEarlier?: (id: string) => void): Column<Token>[] {
  const end = (id: string) => onEndEarlier && (() => onEndEarlier(id));
  return [
    {
      head: "Name",
      kind: "name",
      sort: "name",
      cell: (token) => <TokenName token={token} href={`${list}/${token.id}`} onEndEarlier={end(token.id)} />,
    },
    { head: "Token", kind: "token", sort: "prefix", cell: (token) => <MaskedToken prefix={token.prefix} /> },
    { head: "Created", kind: "created", sort: "created", cell: (token) => <Created at={token.createdAt} /> },
    { head: "Last used", kind: "used", sort: "last_used", cell: (token) => <LastUsed token={token} /> },
  ];
}

function MaskedToken(props: { prefix: string }) {
  return (
    <code>
      {props.prefix}
      <span class="masked" aria-hidden="true">
        _••••
      </span>
    </code>
  );
}

function LastUsed(props: { token: Token }) {
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
