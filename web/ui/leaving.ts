import { type BeforeLeaveEventArgs, useBeforeLeave } from "@solidjs/router";
import { type Accessor, createContext, createSignal, useContext } from "solid-js";
import { OPEN_DIALOG } from "./open-dialog.ts";

/** What is asked before closing a dialog would lose something. */
export interface LeaveQuestion {
  sentence: string;
  /** The button that loses it. */
  leave: string;
  /** The button that does not. */
  stay: string;
}

/** Input that was not sent. */
export const UNSENT: LeaveQuestion = {
  sentence: "What you entered here has not been sent. If you close this now, it is lost.",
  leave: "Discard",
  stay: "Keep editing",
};

/**
 * The way out of a dialog, by any key, press or address. While there is a question, each attempt asks it, and only
 * its own button leaves.
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
      // The question replaced the foot's buttons, so a button of the foot that had focus no longer exists.
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

/** The way out of the surrounding dialog. */
export function useLeaving(): Leaving {
  const leaving = useContext(LeavingContext);
  if (!leaving) throw new Error("useLeaving is for what stands in a dialog");
  return leaving;
}
