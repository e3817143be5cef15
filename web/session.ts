import { createSignal } from "solid-js";
import { forgetDrafts } from "./drafts.ts";
import { forgetFirstAnswers } from "./first-answers.ts";
import type { Session } from "./outputs.ts";

/** Nobody is signed in: they left by themselves, or the session was ended, and the server said why. */
export interface Absence {
  left?: boolean;
  why?: string;
  /** They are on the way into another one. */
  organization?: string;
}

type State = { session: Session } | { absence: Absence } | undefined;

const [state, setState] = createSignal<State>();

/** Undefined until the server was asked. */
export const sessionState = state;

/** Told again what is known already, it changes nothing: what hangs on the session stays as it is. */
export function beginSession(session: Session): void {
  setState((last) =>
    last && "session" in last && JSON.stringify(last.session) === JSON.stringify(session)
      ? last
      : { session },
  );
}

/** For so many seconds at most, revoking waits before it answers; 0 where there are no leases. */
export function leaseSeconds(): number {
  const known = state();
  return known && "session" in known ? Math.ceil(known.session.leaseSeconds) : 0;
}

export function endSession(absence: Absence): void {
  forgetFirstAnswers();
  if (absence.left) forgetDrafts();
  setState({ absence });
}
