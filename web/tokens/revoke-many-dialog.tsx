import { createSignal, onCleanup, onMount, Show } from "solid-js";
import { createAct } from "../ui/act.ts";
import { ConfirmDialog } from "../ui/confirm-dialog.tsx";
import { grouped } from "../ui/numbers.ts";
import { say } from "../ui/toasts.tsx";
import { inPieces, type Revocable } from "./revocable.ts";
import { ToRevoke } from "./to-revoke.tsx";

export interface RevokeManyDialogProps {
  /** All that is ticked. */
  tokens: readonly Revocable[];
  /** How many of these ended: others had ended before. */
  revoke: (ids: string[]) => Promise<{ revoked: number }>;
  /** These are revoked, and no longer ticked. */
  onGone: (ids: string[]) => void;
  /** Nothing more of them is revoked now, and some were. */
  onRevoked: () => void;
  onClose: () => void;
}

/** Revokes all that is ticked, a part after another. What could not be revoked stays ticked, and is named. */
export function RevokeManyDialog(props: RevokeManyDialogProps) {
  const acting = createAct();
  const [asked, setAsked] = createSignal(props.tokens);
  const [gone, setGone] = createSignal(0);
  let ended = 0;
  let isLeft = false;
  onCleanup(() => (isLeft = true));
  // The address names it after a reload, too, when nothing is ticked any more.
  onMount(() => asked().length === 0 && props.onClose());

  const revokeAll = async () => {
    setAsked(props.tokens);
    setGone(0);
    ended = 0;
    const done = await acting.run(async () => {
      for (const piece of inPieces(asked())) {
        if (isLeft) return;
        const ids = piece.map(({ id }) => id);
        const { revoked } = await props.revoke(ids);
        ended += revoked;
        props.onGone(ids);
        setGone((before) => before + piece.length);
      }
    });
    if (gone() > 0) props.onRevoked();
    if (isLeft || done) say(told({ asked: asked().length, gone: gone(), ended }));
    if (done && !isLeft) props.onClose();
  };

  const named = () => (acting.busy() ? asked() : props.tokens);
  return (
    <ConfirmDialog
      title={named().length === 1 ? "Revoke 1 token?" : `Revoke ${grouped(named().length)} tokens?`}
      action="Revoke"
      busy={acting.busy()}
      refusal={acting.refusal()}
      onConfirm={() => void revokeAll()}
      onClose={props.onClose}
      returnFocus={() => document.getElementById("main")}
    >
      <Show when={acting.refusal() && gone() > 0}>
        <p class="notice attention">
          {grouped(gone())} of {grouped(asked().length)} are revoked. These are not:
        </p>
      </Show>
      <ToRevoke tokens={named()} />
      <Show when={acting.busy()}>
        <div class="how-far">
          <p role="status">
            Revoked {grouped(gone())} of {grouped(asked().length)}
          </p>
          <progress value={gone()} max={asked().length} aria-label="Revoked" />
        </div>
      </Show>
    </ConfirmDialog>
  );
}

/** "3 tokens are revoked." */
function told({ asked, gone, ended }: { asked: number; gone: number; ended: number }): string {
  if (gone < asked)
    return `${grouped(gone)} of ${grouped(asked)} tokens are revoked; the others are still selected.`;
  const revoked = asked === 1 ? "1 token is revoked" : `${grouped(asked)} tokens are revoked`;
  return ended < gone ? `${revoked}; ${grouped(gone - ended)} had ended before.` : `${revoked}.`;
}
