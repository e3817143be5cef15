import { For } from "solid-js";
import { type Order, type OrderInWords, writeOrder } from "./order.ts";

interface SortChoiceProps {
  /** The choices, with their words. */
  orders: readonly OrderInWords[];
  order: Order;
  onSort: (order: Order) => void;
}

/** Sorting on screens without room for column heads, and by what has no column. */
export function SortChoice(props: SortChoiceProps) {
  const choose = (text: string) => {
    const order = props.orders.find((order) => writeOrder(order) === text);
    if (order) props.onSort({ by: order.by, descending: order.descending });
  };
  return (
    <select
      class="sort-choice"
      aria-label="Sort by"
      value={writeOrder(props.order)}
      onChange={(event) => choose(event.currentTarget.value)}
    >
      <For each={props.orders}>{(order) => <option value={writeOrder(order)}>{order.label}</option>}</For>
    </select>
  );
}
