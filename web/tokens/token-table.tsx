import { For, type JSX, Show } from "solid-js";

export interface Column<Item> {
  head: string;
  /** Names the cells for the style sheet, and for the narrow layout. */
  kind: "name" | "token" | "created" | "used" | "usage" | "user" | "expires";
  cell: (item: Item) => JSX.Element;
}

interface TokenTableProps<Item> {
  caption: string;
  columns: Column<Item>[];
  items: Item[];
  isFaded?: (item: Item) => boolean;
  actions: (item: Item) => JSX.Element;
  /** How many rows to draw as a skeleton while nothing is known yet. */
  skeletonRows?: number;
}

/** The one table of tokens: pages differ in their columns and in what can be done to a row. */
export function TokenTable<Item extends { id: string }>(props: TokenTableProps<Item>) {
  return (
    <table class="tokens">
      <caption class="for-screen-readers">{props.caption}</caption>
      <thead>
        <tr>
          <For each={props.columns}>
            {(column) => (
              <th scope="col" class={column.kind}>
                {column.head}
              </th>
            )}
          </For>
          <th scope="col" class="actions">
            <span class="for-screen-readers">Actions</span>
          </th>
        </tr>
      </thead>
      <tbody>
        <Show when={props.skeletonRows}>
          {(rows) => <SkeletonRows rows={rows()} columns={props.columns.map((column) => column.kind)} />}
        </Show>
        <For each={props.items}>
          {(item) => (
            <tr data-id={item.id} classList={{ faded: props.isFaded?.(item) }}>
              <For each={props.columns}>{(column) => <td class={column.kind}>{column.cell(item)}</td>}</For>
              <td class="actions">{props.actions(item)}</td>
            </tr>
          )}
        </For>
      </tbody>
    </table>
  );
}

function SkeletonRows(props: { rows: number; columns: string[] }) {
  return (
    <For each={Array.from({ length: props.rows })}>
      {() => (
        <tr class="skeleton" inert>
          <For each={props.columns}>
            {(kind) => (
              <td class={kind}>
                <span class="bone" />
              </td>
            )}
          </For>
          <td class="actions" />
        </tr>
      )}
    </For>
  );
}
