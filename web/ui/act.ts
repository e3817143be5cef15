import { createSignal } from "solid-js";
import { type Refusal, refusalOf } from "../refusal.ts";

/** One action at a time: whether it is under way, and why the last one was refused. */
export function createAct() {
  const [busy, setBusy] = createSignal(false);
  const [refusal, setRefusal] = createSignal<Refusal>();

  return {
    busy,
    refusal,
    forget: () => setRefusal(undefined),
    /** Refuses the input before the server is asked. */
    refuse: (refusal: Pick<Refusal, "field" | "message">) =>
      void setRefusal({ code: "BAD_REQUEST", ...refusal }),
    async run(action: () => Promise<void>): Promise<boolean> {
      if (busy()) return false;
      setBusy(true);
      setRefusal(undefined);
      try {
        await action();
        return true;
      } catch (error) {
        setRefusal(refusalOf(error));
        return false;
      } finally {
        setBusy(false);
      }
    },
  };
}
