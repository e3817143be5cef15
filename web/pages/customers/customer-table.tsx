import { Show } from "solid-js";
import type { AddressOrder } from "../../lists/address-order.ts";
import { type OrderInWords, ordersByWords } from "../../lists/order.ts";
import type { Customer } from "../../outputs.ts";
import { type Column, TokenTable } from "../../tokens/token-table.tsx";
import { CopyButton } from "../../ui/copy-button.tsx";
import { grouped } from "../../ui/numbers.ts";
import { ExactTime } from "../../ui/relative-time.tsx";

const COLUMNS: Column<Customer>[] = [
  {
    head: "Name",
    kind: "name",
    sort: "name",
    cell: (customer) => <bdi class="token-name">{customer.name}</bdi>,
  },
  { head: "Account id", kind: "token", sort: "id", cell: (customer) => <AccountId customer={customer} /> },
  { head: "Members", kind: "number", sort: "members", cell: (customer) => grouped(customer.members) },
  { head: "Tokens", kind: "number", sort: "tokens", cell: (customer) => grouped(customer.tokens) },
  {
    head: "Last activity",
    kind: "used",
    sort: "last_activity",
    cell: (customer) => (
      <Show when={customer.lastActivityAt} fallback={<span class="never">None yet</span>}>
        {(at) => <ExactTime at={at()} />}
      </Show>
    ),
  },
];

export const ORDERS: readonly OrderInWords[] = [
  ...ordersByWords("Name"),
  ...ordersByWords("Account id", "id"),
  { by: "members", descending: true, label: "Members, most first" },
  { by: "members", descending: false, label: "Members, fewest first" },
  { by: "tokens", descending: true, label: "Tokens, most first" },
  { by: "tokens", descending: false, label: "Tokens, fewest first" },
  { by: "last_activity", descending: true, label: "Last activity, latest first" },
  { by: "last_activity", descending: false, label: "Last activity, none first" },
];

export function CustomerTable(props: { items: Customer[]; order: AddressOrder; skeletonRows: number }) {
  return (
    <TokenTable
      caption="Customers"
      columns={COLUMNS}
      items={props.items}
      order={props.order.now()}
      onSort={props.order.press}
      skeletonRows={props.skeletonRows}
    />
  );
}

function AccountId(props: { customer: Customer }) {
  let id: HTMLElement | undefined;
  return (
    <span class="account-id">
      <code ref={(element) => (id = element)}>{props.customer.id}</code>
      <CopyButton
        what={`account id of ${props.customer.name}`}
        value={props.customer.id}
        fallback={() => id}
      />
    </span>
  );
}
