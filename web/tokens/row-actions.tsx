import { Pencil, Trash } from "lucide";
import { Show } from "solid-js";
import { IconButton } from "../ui/icon-button.tsx";
import type { Move } from "./moves.ts";
import { RowMenu } from "./row-menu.tsx";

interface RowActionsProps {
  /** The row's name, for assistive technology. */
  of: string;
  moves: () => Move[];
  /** Set if the user may edit it. */
  onEdit?: () => void;
  onMove: (move: Move) => void;
}

/** The actions on a token, at the end of its row. */
export function RowActions(props: RowActionsProps) {
  return (
    <>
      <Show when={props.onEdit}>
        <IconButton icon={Pencil} label={`Edit ${props.of}`} hint="Edit" onClick={() => props.onEdit?.()} />
      </Show>
      <RowMenu of={props.of} moves={props.moves} onMove={props.onMove} />
      <IconButton
        icon={Trash}
        class="revoke"
        label={`Revoke ${props.of}`}
        hint="Revoke"
        onClick={() => props.onMove("revoke")}
      />
    </>
  );
}
