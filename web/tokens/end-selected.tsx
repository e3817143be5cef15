import { Show } from "solid-js";
import type { Selection } from "../lists/selection.ts";
import { SelectionBar } from "../lists/selection-bar.tsx";
import type { createAddressDialog } from "../ui/address-dialog.ts";
import { Button } from "../ui/button.tsx";
import { onDemand } from "../ui/on-demand.tsx";
import type { EndManyDialogProps } from "./end-many-dialog.tsx";
import { actionOf, type ToEnd } from "./to-end.ts";

const EndManyDialog = onDemand<EndManyDialogProps>(
  async () => (await import("./end-many-dialog.tsx")).EndManyDialog,
  () => true,
);

interface EndSelectedProps<Item extends { id: string }>
  extends Pick<EndManyDialogProps, "verb" | "end" | "onEnded"> {
  selection: Selection<Item>;
  /** A ticked row, as the dialog names it. */
  toEnd: (item: Item) => ToEnd;
  dialog: ReturnType<typeof createAddressDialog>;
}

/** For lists whose tokens can be ended together: the selection bar and its dialog. */
export function EndSelected<Item extends { id: string }>(props: EndSelectedProps<Item>) {
  const tokens = () => props.selection.items().map(props.toEnd);
  const name = () => `${props.verb}-selected`;
  return (
    <>
      <SelectionBar selection={props.selection}>
        <Button class="small" look="danger" onClick={() => props.dialog.show(name())}>
          {actionOf(props.verb, tokens())}
        </Button>
      </SelectionBar>
      <Show when={props.dialog.name() === name()}>
        <EndManyDialog
          verb={props.verb}
          tokens={tokens()}
          end={props.end}
          onGone={props.selection.drop}
          onEnded={props.onEnded}
          onClose={props.dialog.close}
        />
      </Show>
    </>
  );
}
