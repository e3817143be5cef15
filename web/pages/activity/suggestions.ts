import { type Accessor, createEffect, createSignal, on, onCleanup } from "solid-js";
import { createAnswer } from "../../answer.ts";
import { rpc } from "../../rpc.ts";

const PAUSE_MS = 150;
const MOST = 8;

/** Members whose name or address contains the input, and which of them is highlighted. */
export function createSuggestions(typed: Accessor<string>) {
  const [isOpen, setOpen] = createSignal(false);
  const [at, setAt] = createSignal(-1);
  const [asked, setAsked] = createSignal<string>();
  let timer: ReturnType<typeof setTimeout> | undefined;
  onCleanup(() => clearTimeout(timer));

  createEffect(
    on([isOpen, typed], ([isOpen, typed]) => {
      clearTimeout(timer);
      if (isOpen) timer = setTimeout(() => setAsked(typed.trim()), PAUSE_MS);
    }),
  );
  const answer = createAnswer(asked, (q, signal) => rpc.team.list.query({ q, limit: MOST }, { signal }));
  const items = () => answer.answer()?.items ?? [];
  createEffect(on(items, () => setAt(-1)));

  return {
    items,
    isOpen,
    active: () => (isOpen() ? items()[at()] : undefined),
    open: () => setOpen(true),
    close() {
      setOpen(false);
      setAt(-1);
    },
    move(by: 1 | -1) {
      setOpen(true);
      const count = items().length;
      if (count > 0) setAt((at() + by + count + (at() < 0 && by < 0 ? 1 : 0)) % count);
    },
  };
}
