import { createSignal } from "solid-js";
import { forgetDrafts } from "./drafts.ts";
import { forgetFirstAnswers } from "./first-answers.ts";
import type { Session } from "./outputs.ts";

/** Nobody is signed in: they left, or the session ended, and the server said why. */
export interface Absence {
  left?: boolean;
  why?: string;
  /** Another session is being opened. */
  organization?: string;
}

type State = { session: Session } | { absence: Absence } | undefined;

const [state, setState] = createSignal<State>();

/** Undefined until the server has answered. */
export const sessionState = state;

/** An unchanged session keeps its identity, so that nothing that depends on it is drawn again. */
export function beginSession(session: Session): void {
  setState((last) =>
    last && "session" in last && JSON.stringify(last.session) === JSON.stringify(session)
      ? last
      : { session },
  );
}

/** How many seconds revoking may wait before it answers; 0 without leases. */
export function leaseSeconds(): number {
  const known = state();
  return known && "session" in known ? Math.ceil(known.session.leaseSeconds) : 0;
}

export function endSession(absence: Absence): void {
  forgetFirstAnswers();
  if (absence.left) forgetDrafts();
  setState({ absence });
}
