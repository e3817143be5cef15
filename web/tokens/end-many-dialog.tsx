import { createSignal, onCleanup, onMount, Show } from "solid-js";
import { endSession } from "../session.ts";
import { createAct } from "../ui/act.ts";
import { ConfirmDialog } from "../ui/confirm-dialog.tsx";
import { grouped } from "../ui/numbers.ts";
import { say } from "../ui/toasts.tsx";
import { actionOf, counted, inPieces, type ToEnd, type Verb, WORDS } from "./to-end.ts";
import { WhatEnds } from "./what-ends.tsx";

export interface EndManyDialogProps {
  verb: Verb;
  /** All ticked tokens. */
  tokens: readonly ToEnd[];
  /** How many of these ended; the others had ended before. And whether this session did. */
  end: (ids: string[]) => Promise<{ ended: number; signedOut?: boolean }>;
  /** Called with those that have ended, to untick them. */
  onGone: (ids: string[]) => void;
  /** Called at the end, if any have ended. */
  onEnded: () => void;
  onClose: () => void;
}

/** Ends everything that is ticked, a part at a time. What could not be ended stays ticked, and is named. */
export function EndManyDialog(props: EndManyDialogProps) {
  const acting = createAct();
  const [asked, setAsked] = createSignal(props.tokens);
  const [gone, setGone] = createSignal(0);
  let ended = 0;
  let isLeft = false;
  onCleanup(() => (isLeft = true));
  // After a reload the address still names the dialog, but nothing is ticked.
  onMount(() => asked().length === 0 && props.onClose());

  /** Whether this session ended too. */
  const endPieces = async (): Promise<boolean> => {
    for (const piece of inPieces(asked())) {
      if (isLeft) return false;
      const ids = piece.map(({ id }) => id);
      const answer = await props.end(ids);
      if (answer.signedOut) return true;
      ended += answer.ended;
      props.onGone(ids);
      setGone((before) => before + piece.length);
    }
    return false;
  };

  const endAll = async () => {
    setAsked(props.tokens);
    setGone(0);
    ended = 0;
    let signedOut = false;
    const done = await acting.run(async () => {
      signedOut = await endPieces();
    });
    if (signedOut) return endSession({ left: true, why: "signed-out" });
    if (gone() > 0) props.onEnded();
    if (isLeft || done) say(told(props.verb, { asked: asked(), gone: gone(), ended }));
    if (done && !isLeft) props.onClose();
  };

  const named = () => (acting.busy() ? asked() : props.tokens);
  const soFar = () => `${grouped(gone())} of ${grouped(asked().length)} are ${WORDS[props.verb].done}`;
  return (
    <ConfirmDialog
      title={`${WORDS[props.verb].action} ${counted(named())}?`}
      action={actionOf(props.verb, named())}
      busy={acting.busy()}
      refusal={acting.refusal()}
      onConfirm={() => void endAll()}
      onClose={props.onClose}
      returnFocus={() => document.getElementById("main")}
    >
      <Show when={acting.refusal() && gone() > 0}>
        <p class="notice attention">{soFar()}. These are not:</p>
      </Show>
      <WhatEnds tokens={named()} />
      <Show when={acting.busy()}>
        <div class="how-far">
          <p role="status">{soFar()}</p>
          <progress
            value={gone()}
            max={asked().length}
            aria-label={`How many are ${WORDS[props.verb].done}`}
          />
        </div>
      </Show>
    </ConfirmDialog>
  );
}

/** "3 tokens are revoked." */
function told(
  verb: Verb,
  { asked, gone, ended }: { asked: readonly ToEnd[]; gone: number; ended: number },
): string {
  const { done } = WORDS[verb];
  if (gone < asked.length)
    return `${grouped(gone)} of ${grouped(asked.length)} are ${done}; the others are still selected.`;
  const said = `${counted(asked)} ${asked.length === 1 ? "is" : "are"} ${done}`;
  return ended < gone ? `${said}; ${grouped(gone - ended)} had ended before.` : `${said}.`;
}
