import { ArrowDown, ArrowUp } from "lucide";
import { Show } from "solid-js";
import { Icon } from "../ui/icon.tsx";
import type { Order } from "./order.ts";

interface SortHeadProps {
  column: { head: string; kind: string; sort?: string };
  order: Order | undefined;
  onSort: ((by: string) => void) | undefined;
}

/** The head of a column, as a button if the list can be sorted by it. */
export function SortHead(props: SortHeadProps) {
  const by = () => (props.onSort ? props.column.sort : undefined);
  const sorted = () => (props.order && props.order.by === by() ? props.order : undefined);
  const direction = () => {
    const order = sorted();
    return order && (order.descending ? "descending" : "ascending");
  };
  return (
    <th scope="col" class={props.column.kind} aria-sort={direction()}>
      <Show when={by()} fallback={props.column.head}>
        {(by) => (
          <button type="button" class="sort" onClick={() => props.onSort?.(by())}>
            {props.column.head}
            <Show when={sorted()?.descending} fallback={<Icon of={ArrowUp} size={14} />}>
              <Icon of={ArrowDown} size={14} />
            </Show>
          </button>
        )}
      </Show>
    </th>
  );
}
