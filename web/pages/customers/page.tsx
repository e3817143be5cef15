import { useSearchParams } from "@solidjs/router";
import { createMemo } from "solid-js";
import { createKeysetPage } from "../../lists/keyset-page.ts";
import { List } from "../../lists/list.tsx";
import { Pager } from "../../lists/pager.tsx";
import { refreshOnFocus } from "../../lists/refresh-on-focus.ts";
import type { Customer } from "../../outputs.ts";
import { rpc } from "../../rpc.ts";
import { tick } from "../../ui/clock.ts";
import { EmptyState } from "../../ui/empty-state.tsx";
import { Page } from "../../ui/page.tsx";
import { CustomerTable } from "./customer-table.tsx";
import "../../styles/customers.css";

/** For members of partner organizations: whom they look after. */
export default function Customers() {
  const [address] = useSearchParams<{ cursor?: string }>();
  const cursor = createMemo(() => address.cursor);
  const customers = createKeysetPage<string | undefined, Customer>(cursor, async (cursor, signal) => {
    const answer = await rpc.partner.customers.query({ cursor }, { signal });
    tick();
    return answer;
  });
  refreshOnFocus(customers.refresh);

  return (
    <Page title="Customers" lead="The organizations whose partner you are.">
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
        <CustomerTable items={customers.items()} skeletonRows={customers.loaded() ? 0 : 3} />
      </List>
      <Pager
        cursor={address.cursor}
        nextCursor={customers.nextCursor()}
        first="First page"
        shown={customers.items().length}
      />
    </Page>
  );
}
