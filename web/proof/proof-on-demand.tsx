import { Show } from "solid-js";
import { later } from "../later.tsx";
import type { Session } from "../outputs.ts";
import { asking } from "./asking.ts";

const Dialog = later(async () => ({ default: (await import("./proof-dialog.tsx")).ProofDialog }));

/** On every signed-in page: its script loads when a proof is asked for. */
export function ProofOnDemand(props: { session: Session }) {
  return (
    <Show when={asking()} keyed>
      {(asked) => <Dialog session={props.session} onAnswer={asked.answer} />}
    </Show>
  );
}
