import { useSearchParams } from "@solidjs/router";
import { createMemo, Show } from "solid-js";
import { createAddressOrder } from "../../lists/address-order.ts";
import { createKeysetPage } from "../../lists/keyset-page.ts";
import { List } from "../../lists/list.tsx";
import { BY_NAME } from "../../lists/order.ts";
import { Pager } from "../../lists/pager.tsx";
import { refreshOnFocus } from "../../lists/refresh-on-focus.ts";
import { SortChoice } from "../../lists/sort-choice.tsx";
import { createTotal } from "../../lists/total.ts";
import type { Customer } from "../../outputs.ts";
import { rpc } from "../../rpc.ts";
import { tick } from "../../ui/clock.ts";
import { EmptyState } from "../../ui/empty-state.tsx";
import { Page } from "../../ui/page.tsx";
import { CustomerTable, ORDERS } from "./customer-table.tsx";
import "../../styles/customers.css";

interface Question {
  sort: string | undefined;
  cursor: string | undefined;
}

/** The customers of a partner organization. */
export default function Customers() {
  const [address] = useSearchParams<{ sort?: string; cursor?: string }>();
  const order = createAddressOrder(BY_NAME);
  const question = createMemo<Question>(
    () => ({ sort: address.sort, cursor: address.cursor }),
    { sort: undefined, cursor: undefined },
    { equals: (a, b) => a.sort === b.sort && a.cursor === b.cursor },
  );
  const customers = createKeysetPage<Question, Customer>(question, async (question, signal) => {
    const answer = await rpc.partner.customers.query(question, { signal });
    tick();
    return answer;
  });
  const total = createTotal(
    () => undefined,
    customers.loaded,
    (_, signal) => rpc.partner.customerCount.query(undefined, { signal }),
  );
  refreshOnFocus(customers.refresh);

  return (
    <Page title="Customers" lead="The organizations whose partner you are.">
      <Show when={customers.items().length > 1}>
        <div class="list-head">
          <SortChoice orders={ORDERS} order={order.now()} onSort={order.choose} />
        </div>
      </Show>
      <List
        class="customers"
        label="Customers"
        page={customers}
        one="customer"
        several="customers"
        empty={
          <EmptyState title="No customers yet">
            An organization that names yours as its partner is listed here, with its members and tokens.
          </EmptyState>
        }
      >
        <CustomerTable items={customers.items()} order={order} skeletonRows={customers.loaded() ? 0 : 3} />
      </List>
      <Pager
        cursor={address.cursor}
        nextCursor={customers.nextCursor()}
        first="First page"
        shown={customers.items().length}
        total={total.now()}
      />
    </Page>
  );
}
