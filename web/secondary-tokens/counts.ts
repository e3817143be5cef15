import { type Accessor, createEffect, on, onCleanup } from "solid-js";
import { createAnswer } from "../answer.ts";
import { rpc } from "../rpc.ts";

const WATCH_MS = 2_000;

/** How many there are of a member, asked anew with the list; while very many are being removed, every two seconds. */
export function createCounts(userId: Accessor<string | undefined>, listed: Accessor<number>) {
  const counts = createAnswer(
    () => ({ userId: userId() }),
    (of, signal) => rpc.secondaryTokens.count.query(of, { signal }),
  );
  // The list that just came was counted beside it.
  createEffect(on(listed, (_, before) => void (before && counts.retry())));
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
    retry: counts.retry,
    /** Of very many that ended: how many rows are gone, of how many since somebody looks. */
    removed: () => (removing() > 0 ? { gone: most - removing(), of: most } : undefined),
  };
}
