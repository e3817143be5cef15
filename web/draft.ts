import { createEffect, createSignal } from "solid-js";
import { createStore } from "solid-js/store";
import { readDraft, removeDraft, writeDraft } from "./drafts.ts";
import { useSession } from "./signed-in.tsx";
import { type LeaveQuestion, UNSENT } from "./ui/leaving.ts";

/**
 * Keeps a dialog's input for this tab, for the same member: it survives a reload, or the end of a session. Never used
 * for a secret.
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

  /** Call it once the input was sent or given up. */
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
    /** Closes without keeping the input. */
    closing: (close: () => void) => () => {
      forget();
      close();
    },
  };
}
