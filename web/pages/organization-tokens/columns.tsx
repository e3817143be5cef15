import { Show } from "solid-js";
import type { Order } from "../../lists/order.ts";
import type { OrganizationToken } from "../../outputs.ts";
import { LastUsage } from "../../tokens/last-usage.tsx";
import { TokenName } from "../../tokens/token-name.tsx";
import type { Column } from "../../tokens/token-table.tsx";
import { RelativeTime } from "../../ui/relative-time.tsx";

export const NEWEST_FIRST: Order = { by: "created", descending: true };

/** `onEndEarlier`: by token, for who may end the earlier secret of one that is being rotated. */
export const columns = (
  onEndEarlier: (token: OrganizationToken) => (() => void) | undefined,
): Column<OrganizationToken>[] => [
  {
    head: "Name",
    kind: "name",
    sort: "name",
    cell: (token) => (
      <TokenName token={token} href={`/account/api-tokens/${token.id}`} onEndEarlier={onEndEarlier(token)} />
    ),
  },
  { head: "Prefix", kind: "token", sort: "prefix", cell: (token) => <code>{token.prefix}</code> },
  { head: "User", kind: "user", sort: "user", cell: (token) => <Owner user={token.user} /> },
  {
    head: "Last used",
    kind: "used",
    sort: "last_used",
    cell: (token) => <LastUsed token={token} />,
  },
  {
    head: "Last usage",
    kind: "last-usage",
    sort: "last_usage",
    cell: (token) => <LastUsage usage={token.lastUsed} />,
  },
];

/** Every order in words, for where the heads of the columns do not fit. */
export const ORDERS: (Order & { label: string })[] = [
  { ...NEWEST_FIRST, label: "Newest first" },
  { by: "created", descending: false, label: "Oldest first" },
  { by: "expires", descending: false, label: "Expires first" },
  { by: "expires", descending: true, label: "Expires last" },
  { by: "last_used", descending: true, label: "Last used, latest first" },
  { by: "last_used", descending: false, label: "Last used, never first" },
  ...["Name", "Prefix", "User", "Last usage"].flatMap((head) => {
    const by = head.toLowerCase().replace(" ", "_");
    return [
      { by, descending: false, label: `${head}, A to Z` },
      { by, descending: true, label: `${head}, Z to A` },
    ];
  }),
];

/** Where there is no room for a column of its own, the usage stands under its time. */
function LastUsed(props: { token: OrganizationToken }) {
  return (
    <Show when={props.token.lastUsedAt}>
      {(at) => (
        <>
          <RelativeTime at={at()} />
          <span class="usage-below">
            <LastUsage usage={props.token.lastUsed} />
          </span>
        </>
      )}
    </Show>
  );
}

function Owner(props: { user: OrganizationToken["user"] }) {
  return (
    <>
      <a class="owner" href={`/account/users/${props.user.id}`}>
        {props.user.name}
      </a>
      <span class="owner-email" title={props.user.email ?? undefined}>
        {props.user.email ?? "Service user"}
      </span>
    </>
  );
}
