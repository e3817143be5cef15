import { type Accessor, createEffect, createMemo, on, onCleanup } from "solid-js";
import { createAnswer } from "../answer.ts";
import { createTotal } from "../lists/total.ts";
import { rpc } from "../rpc.ts";

const WATCH_MS = 2_000;

interface Listed {
  userId: string | undefined;
  /** What the list is filtered by. */
  q: string | undefined;
  rows: number;
}

/** A member's totals, asked again with the list; while very many rows are being removed, every two seconds. */
export function createCounts(listed: Accessor<Listed>) {
  const userId = createMemo(() => listed().userId);
  const counts = createAnswer(
    () => ({ userId: userId() }),
    (of, signal) => rpc.secondaryTokens.count.query(of, { signal }),
  );
  const q = createMemo(() => listed().q);
  const found = createTotal(
    q,
    () => q() !== undefined,
    async (q, signal) => {
      const { sessions, apiTokens } = await rpc.secondaryTokens.count.query(
        { userId: userId(), q },
        { signal },
      );
      return { count: sessions + apiTokens, more: false };
    },
  );
  // The list's request carried the first count.
  const rows = createMemo(() => listed().rows);
  createEffect(on(rows, (_, before) => void (before && Promise.all([counts.retry(), found.retry()]))));
  let most = 0;
  const removing = () => counts.answer()?.removing ?? 0;
  createEffect(() => {
    most = removing() === 0 ? 0 : Math.max(most, removing());
    if (removing() === 0) return;
    counts.answer();
    const timer = setTimeout(() => void counts.retry(), WATCH_MS);
    onCleanup(() => clearTimeout(timer));
  });
  return {
    answer: counts.answer,
    /** Of those that the list is filtered by, if it is. */
    found: found.now,
    retry: counts.retry,
    /** After very many ended: how many rows are gone, out of how many since the page was opened. */
    removed: () => (removing() > 0 ? { gone: most - removing(), of: most } : undefined),
  };
}
