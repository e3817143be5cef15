import { useSearchParams } from "@solidjs/router";
import { createMemo, Match, Switch } from "solid-js";
import { createKeysetPage } from "../../lists/keyset-page.ts";
import { Pager } from "../../lists/pager.tsx";
import { refreshOnFocus } from "../../lists/refresh-on-focus.ts";
import type { Customer } from "../../outputs.ts";
import { rpc } from "../../rpc.ts";
import { tick } from "../../ui/clock.ts";
import { EmptyState } from "../../ui/empty-state.tsx";
import { Page } from "../../ui/page.tsx";
import { Problem } from "../../ui/problem.tsx";
import { ProgressLine } from "../../ui/progress-line.tsx";
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
  const isEmpty = () => customers.loaded() && customers.items().length === 0;

  return (
    <Page title="Customers" lead="The organizations whose partner you are.">
      <section class="list customers" aria-label="Customers" aria-busy={customers.busy()}>
        <ProgressLine active={customers.busy()} label="Loading customers" />
        <Switch
          fallback={<CustomerTable items={customers.items()} skeletonRows={customers.loaded() ? 0 : 3} />}
        >
          <Match when={customers.refusal()}>
            {(refusal) => <Problem refusal={refusal()} onRetry={customers.retry} />}
          </Match>
          <Match when={isEmpty()}>
            <EmptyState title="No customers yet">
              An organization that names yours as its partner is listed here, with its members and tokens.
            </EmptyState>
          </Match>
        </Switch>
      </section>
      <Pager cursor={address.cursor} nextCursor={customers.nextCursor()} first="First page" />
    </Page>
  );
}
