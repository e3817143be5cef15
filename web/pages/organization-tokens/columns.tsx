import { Show } from "solid-js";
import { ORDERS_BY_TIME, type OrderInWords, ordersByWords } from "../../lists/order.ts";
import type { OrganizationToken } from "../../outputs.ts";
import { LastUsage } from "../../tokens/last-usage.tsx";
import { organizationPage } from "../../tokens/own-page.ts";
import { TokenName } from "../../tokens/token-name.tsx";
import type { Column } from "../../tokens/token-table.tsx";
import { EmailAddress } from "../../ui/email-address.tsx";
import { RelativeTime } from "../../ui/relative-time.tsx";

/** `onEndEarlier`: ends the earlier secret of a token in rotation; left out if the reader may not. */
export const columns = (
  onEndEarlier: (token: OrganizationToken) => (() => void) | undefined,
): Column<OrganizationToken>[] => [
  {
    head: "Name",
    kind: "name",
    sort: "name",
    cell: (token) => (
      <TokenName token={token} href={organizationPage(token.id)} onEndEarlier={onEndEarlier(token)} />
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

export const ORDERS: readonly OrderInWords[] = [
  ...ORDERS_BY_TIME,
  ...["Name", "Prefix", "User", "Last usage"].flatMap((head) => ordersByWords(head)),
];

/** Without room for a column of its own, the usage stands under its time. */
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
        <bdi>{props.user.name}</bdi>
      </a>
      <span class="owner-email">
        <Show when={props.user.email} fallback="Service user">
          {(email) => <EmailAddress of={email()} />}
        </Show>
      </span>
    </>
  );
}
