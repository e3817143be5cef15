import { useSearchParams } from "@solidjs/router";
import { nextOrder, type Order, readOrder, writeOrder } from "./order.ts";

export type AddressOrder = ReturnType<typeof createAddressOrder>;

/** How a page's list is sorted, as the address says; the default order is left out. */
export function createAddressOrder(usual: Order) {
  const [address, setAddress] = useSearchParams<{ sort?: string; cursor?: string }>();
  const now = () => readOrder(address.sort) ?? usual;
  const choose = (order: Order | undefined) => {
    const sort = order && writeOrder(order);
    setAddress({ sort: sort === writeOrder(usual) ? undefined : sort, cursor: undefined }, { scroll: false });
  };
  return {
    now,
    choose,
    /** Handles a press on a column's head. */
    press: (by: string) => choose(nextOrder(now(), by)),
  };
}
