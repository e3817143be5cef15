import { Show } from "solid-js";
import type { Customer } from "../../outputs.ts";
import { type Column, TokenTable } from "../../tokens/token-table.tsx";
import { CopyButton } from "../../ui/copy-button.tsx";
import { grouped } from "../../ui/numbers.ts";
import { RelativeTime } from "../../ui/relative-time.tsx";

const COLUMNS: Column<Customer>[] = [
  { head: "Name", kind: "name", cell: (customer) => <bdi class="token-name">{customer.name}</bdi> },
  { head: "Account id", kind: "token", cell: (customer) => <AccountId customer={customer} /> },
  { head: "Members", kind: "number", cell: (customer) => grouped(customer.members) },
  { head: "Tokens", kind: "number", cell: (customer) => grouped(customer.tokens) },
  {
    head: "Last activity",
    kind: "used",
    cell: (customer) => (
      <Show when={customer.lastActivityAt} fallback={<span class="never">None yet</span>}>
        {(at) => <RelativeTime at={at()} />}
      </Show>
    ),
  },
];

export function CustomerTable(props: { items: Customer[]; skeletonRows: number }) {
  return (
    <TokenTable
      caption="Customers, by name"
      columns={COLUMNS}
      items={props.items}
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
