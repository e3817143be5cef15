import { createEffect, createSignal } from "solid-js";
import { createStore } from "solid-js/store";
import { readDraft, removeDraft, writeDraft } from "./drafts.ts";
import { useSession } from "./signed-in.tsx";
import { type LeaveQuestion, UNSENT } from "./ui/leaving.ts";

/**
 * What is typed into a dialog, kept for this tab: after a reload, or a session that ended, it is as it was. For the
 * same member alone, and never for a secret.
 */
export function createDraft<Values extends object>(name: string, blank: Values) {
  const { user, organization } = useSession()();
  const key = `${user.id} ${organization.id} ${name}`;
  const [values, set] = createStore<Values>({ ...structuredClone(blank), ...readDraft<Values>(key) });
  const [isOver, setOver] = createSignal(false);
  const written = () => JSON.stringify(values);
  const untouched = JSON.stringify(blank);
  const isDirty = () => !isOver() && written() !== untouched;

  createEffect(() => {
    if (isDirty()) writeDraft(key, written());
    else removeDraft(key);
  });

  /** It was sent, or given up. */
  const forget = () => {
    setOver(true);
    removeDraft(key);
  };

  return {
    values,
    set: (change: Partial<Values>) => set(() => change as Values),
    /** What a dialog asks before it closes. */
    question: (): LeaveQuestion | undefined => (isDirty() ? UNSENT : undefined),
    forget,
    /** Closes for somebody who gave it up. */
    closing: (close: () => void) => () => {
      forget();
      close();
    },
  };
}
