import { type Accessor, createEffect, createSignal, on, onCleanup } from "solid-js";
import { createStore, produce, reconcile } from "solid-js/store";
import { type Refusal, refusalOf } from "../refusal.ts";

interface Page<Item> {
  items: Item[];
  nextCursor: string | null;
  /** The total over all pages, if the server counts it. */
  total?: number;
}

/**
 * One page of a keyset-paged list, asked for again whenever the question changes. The last page stays until the
 * answer arrives, and rows that do not change keep their elements.
 */
export function createKeysetPage<Question, Item extends { id: string }>(
  question: Accessor<Question>,
  load: (question: Question, signal: AbortSignal) => Promise<Page<Item>>,
) {
  const [page, setPage] = createStore<Page<Item>>({ items: [], nextCursor: null });
  const [loaded, setLoaded] = createSignal(false);
  const [busy, setBusy] = createSignal(false);
  const [refusal, setRefusal] = createSignal<Refusal>();
  let running: AbortController | undefined;

  const ask = async (quietly: boolean) => {
    running?.abort();
    const run = new AbortController();
    running = run;
    if (!quietly) setBusy(true);
    try {
      const answer = await load(question(), run.signal);
      if (run.signal.aborted) return;
      setPage(reconcile<Page<Item>, Page<Item>>(answer, { key: "id" }));
      setLoaded(true);
      setRefusal(undefined);
    } catch (error) {
      // An error of a background refresh leaves the rows readable.
      if (!run.signal.aborted && !(quietly && loaded())) setRefusal(refusalOf(error));
    } finally {
      if (running === run) setBusy(false);
    }
  };

  createEffect(on(question, () => void ask(false)));
  onCleanup(() => running?.abort());

  return {
    items: () => page.items,
    nextCursor: () => page.nextCursor,
    total: () => page.total,
    loaded,
    busy,
    refusal,
    retry: () => ask(false),
    refresh: () => ask(true),
    change(id: string, change: (item: Item) => void) {
      setPage(
        "items",
        (item) => item.id === id,
        produce((item) => change(item as Item)),
      );
    },
    remove(id: string) {
      setPage("items", (items) => items.filter((item) => item.id !== id));
    },
  };
}
