import { createSignal } from "solid-js";
import type { Session } from "./outputs.ts";

/** Nobody is signed in: they left by themselves, or the session was ended, and the server said why. */
export interface Absence {
  left?: boolean;
  why?: string;
}

type State = { session: Session } | { absence: Absence } | undefined;

const [state, setState] = createSignal<State>();

/** Undefined until the server was asked. */
export const sessionState = state;

export function beginSession(session: Session): void {
  setState({ session });
}

export function endSession(absence: Absence): void {
  setState({ absence });
}
