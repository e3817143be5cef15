import { type BeforeLeaveEventArgs, useBeforeLeave } from "@solidjs/router";
import { type Accessor, createContext, createSignal, useContext } from "solid-js";
import { OPEN_DIALOG } from "./open-dialog.ts";

/** What is asked before something would be lost with a dialog. */
export interface LeaveQuestion {
  sentence: string;
  /** The button that loses it. */
  leave: string;
  /** The button that does not. */
  stay: string;
}

/** What somebody typed and did not send. */
export const UNSENT: LeaveQuestion = {
  sentence: "What you entered here has not been sent. Closed now, it is lost.",
  leave: "Discard",
  stay: "Keep editing",
};

/**
 * The way out of a dialog, by whatever key, press or address: as long as there is a question it is asked, each time
 * anew, and only its own button leaves.
 */
export function createLeaving(question: Accessor<LeaveQuestion | undefined>, close: () => void) {
  const [asking, setAsking] = createSignal(false);
  const asked = () => (asking() ? question() : undefined);
  let held: BeforeLeaveEventArgs | undefined;
  let isDecided = false;
  let cameFrom: Element | null = null;

  const ask = () => {
    if (!asked()) cameFrom = document.activeElement;
    setAsking(true);
  };

  useBeforeLeave((event) => {
    if (event.defaultPrevented || isDecided || !question()) return;
    event.preventDefault();
    held = event;
    ask();
  });

  return {
    /** The question, while it is asked. */
    asked,
    close() {
      held = undefined;
      if (question()) ask();
      else close();
    },
    stay() {
      setAsking(false);
      // The buttons of the foot were gone meanwhile: what was one of them is no longer there.
      const isThere = cameFrom?.isConnected && cameFrom !== document.body;
      const target = isThere ? cameFrom : document.querySelector(OPEN_DIALOG);
      if (target instanceof HTMLElement) target.focus();
    },
    leave() {
      isDecided = true;
      if (held) held.retry(true);
      else close();
    },
  };
}

type Leaving = ReturnType<typeof createLeaving>;

export const LeavingContext = createContext<Leaving>();

/** The way out of the dialog around. */
export function useLeaving(): Leaving {
  const leaving = useContext(LeavingContext);
  if (!leaving) throw new Error("useLeaving is for what stands in a dialog");
  return leaving;
}
