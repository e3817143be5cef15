import { type Accessor, createEffect, createMemo, createSignal, on } from "solid-js";
import { unwrap } from "solid-js/store";

export type Selection<Item extends { id: string }> = ReturnType<typeof createSelection<Item>>;

/**
 * The ticked rows of a list: those on this page as they are now, those on other pages as they were there. A change of
 * `narrowedTo` unticks all. `called` names a row in its checkbox's label.
 */
export function createSelection<Item extends { id: string }>(
  page: Accessor<readonly Item[]>,
  called: (item: Item) => string,
  narrowedTo: Accessor<string> = () => "",
) {
  const [ticked, setTicked] = createSignal<ReadonlyMap<string, Item>>(new Map());

  const put = (items: readonly Item[], on: boolean) => {
    const next = new Map(ticked());
    for (const item of items) {
      if (on) next.set(item.id, structuredClone(unwrap(item)));
      else next.delete(item.id);
    }
    setTicked(next);
  };
  const clear = () => setTicked(new Map());
  createEffect(on(createMemo(narrowedTo), clear, { defer: true }));
  const has = ({ id }: Item) => ticked().has(id);
  const onPage = () => page().filter(has).length;
  const items = createMemo(() => {
    const shown = new Map(page().map((item) => [item.id, item]));
    return [...ticked().values()].map((item) => shown.get(item.id) ?? item);
  });

  return {
    called,
    has,
    count: () => ticked().size,
    items,
    /** Rows of the shown page. */
    page: () => ({ rows: page().length, ticked: onPage() }),
    tick: (item: Item, on: boolean) => put([item], on),
    tickPage: (on: boolean) => put(page(), on),
    drop(ids: readonly string[]) {
      const left = new Map(ticked());
      for (const id of ids) left.delete(id);
      setTicked(left);
    },
    clear,
  };
}
