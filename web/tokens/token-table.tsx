import { For, type JSX, Show } from "solid-js";
import type { Order } from "../lists/order.ts";
import { rowsInView } from "../lists/rows-in-view.ts";
import type { Selection } from "../lists/selection.ts";
import { SortHead } from "../lists/sort-head.tsx";
import { Tick, TickPage } from "../lists/tick.tsx";

const LEAST_ROW_PX = 64;

export interface Column<Item> {
  head: string;
  /** Names the cells for the style sheet and the narrow layout. */
  kind:
    | "name"
    | "token"
    | "created"
    | "used"
    | "last-usage"
    | "user"
    | "expires"
    | "number"
    | "role"
    | "personal"
    | "permissions"
    | "groups";
  /** The server's sort key, if the column can be sorted. */
  sort?: string;
  cell: (item: Item) => JSX.Element;
}

interface TokenTableProps<Item extends { id: string }> {
  caption: string;
  columns: Column<Item>[];
  items: Item[];
  isFaded?: (item: Item) => boolean;
  /** Set if several rows can be ticked. */
  selection?: Selection<Item>;
  actions?: (item: Item) => JSX.Element;
  order?: Order;
  onSort?: (by: string) => void;
  /** How many skeleton rows to draw while loading. */
  skeletonRows?: number;
}

/** The one table of tokens and their owners: pages differ in columns and actions. */
export function TokenTable<Item extends { id: string }>(props: TokenTableProps<Item>) {
  const items = rowsInView(() => props.items, LEAST_ROW_PX);
  return (
    <div class="table-room">
      <table class="tokens">
        <caption class="for-screen-readers">{props.caption}</caption>
        <thead>
          <tr>
            <Show when={props.selection}>
              {(selection) => (
                <th scope="col" class="select">
                  <TickPage selection={selection()} />
                </th>
              )}
            </Show>
            <For each={props.columns}>
              {(column) => <SortHead column={column} order={props.order} onSort={props.onSort} />}
            </For>
            <Show when={props.actions}>
              <th scope="col" class="actions">
                <span class="for-screen-readers">Actions</span>
              </th>
            </Show>
          </tr>
        </thead>
        <tbody>
          <Show when={props.skeletonRows}>
            {(rows) => (
              <SkeletonRows
                rows={rows()}
                kinds={[
                  ...(props.selection ? ["select"] : []),
                  ...props.columns.map(({ kind }) => kind),
                  ...(props.actions ? ["actions"] : []),
                ]}
              />
            )}
          </Show>
          <For each={items()}>
            {(item) => (
              <tr
                data-id={item.id}
                classList={{ faded: props.isFaded?.(item), selected: props.selection?.has(item) }}
              >
                <Show when={props.selection}>
                  {(selection) => (
                    <td class="select">
                      <Tick selection={selection()} item={item} />
                    </td>
                  )}
                </Show>
                <For each={props.columns}>
                  {(column) =>
                    column.kind === "name" ? (
                      <th scope="row" class="name">
                        {column.cell(item)}
                      </th>
                    ) : (
                      <td class={column.kind} data-head={column.head}>
                        {column.cell(item)}
                      </td>
                    )
                  }
                </For>
                <Show when={props.actions}>{(actions) => <td class="actions">{actions()(item)}</td>}</Show>
              </tr>
            )}
          </For>
        </tbody>
      </table>
    </div>
  );
}

function SkeletonRows(props: { rows: number; kinds: string[] }) {
  return (
    <For each={Array.from({ length: props.rows })}>
      {() => (
        <tr class="skeleton" inert>
          <For each={props.kinds}>
            {(kind) => (
              <td class={kind}>
                <span class="bone" />
              </td>
            )}
          </For>
        </tr>
      )}
    </For>
  );
}
