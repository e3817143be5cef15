import { For, Show } from "solid-js";
import { type Move, movesFor } from "../../tokens/moves.ts";
import type { Whose } from "../../tokens/whose.ts";
import { Button } from "../../ui/button.tsx";
import { now } from "../../ui/clock.ts";
import type { ToldToken } from "./asker.ts";

const WORDS: Record<Move, string> = {
  rotate: "Rotate",
  suspend: "Suspend",
  resume: "Resume",
  revoke: "Revoke",
};

interface ActionsProps {
  token: ToldToken;
  whose: Whose;
  mayEdit: boolean;
  /** Opens the dialog of this name. */
  onShow: (dialog: Move | "edit") => void;
}

/** What the reader can do to the token. */
export function Actions(props: ActionsProps) {
  return (
    <div class="page-actions">
      <Show when={props.mayEdit}>
        <Button onClick={() => props.onShow("edit")}>Edit</Button>
      </Show>
      <For each={movesFor(props.token, props.whose, now())}>
        {(move) => (
          <Button look={move === "revoke" ? "danger" : "plain"} onClick={() => props.onShow(move)}>
            {WORDS[move]}
          </Button>
        )}
      </For>
    </div>
  );
}
