import { Show } from "solid-js";
import type { Selection } from "../lists/selection.ts";
import { SelectionBar } from "../lists/selection-bar.tsx";
import type { createAddressDialog } from "../ui/address-dialog.ts";
import { Button } from "../ui/button.tsx";
import { onDemand } from "../ui/on-demand.tsx";
import type { Revocable } from "./revocable.ts";
import type { RevokeManyDialogProps } from "./revoke-many-dialog.tsx";

const NAME = "revoke-selected";

const RevokeManyDialog = onDemand<RevokeManyDialogProps>(
  async () => (await import("./revoke-many-dialog.tsx")).RevokeManyDialog,
  () => true,
);

interface RevokeSelectedProps<Item extends Omit<Revocable, "user">>
  extends Pick<RevokeManyDialogProps, "revoke" | "onRevoked"> {
  selection: Selection<Item>;
  ownerOf: (token: Item) => Revocable["user"];
  dialog: ReturnType<typeof createAddressDialog>;
}

/** What stands by a list whose tokens can be revoked together. */
export function RevokeSelected<Item extends Omit<Revocable, "user">>(props: RevokeSelectedProps<Item>) {
  const tokens = () => props.selection.items().map((token) => ({ ...token, user: props.ownerOf(token) }));
  return (
    <>
      <SelectionBar selection={props.selection}>
        <Button class="small" look="danger" onClick={() => props.dialog.show(NAME)}>
          Revoke
        </Button>
      </SelectionBar>
      <Show when={props.dialog.name() === NAME}>
        <RevokeManyDialog
          tokens={tokens()}
          onGone={props.selection.drop}
          revoke={props.revoke}
          onRevoked={props.onRevoked}
          onClose={props.dialog.close}
        />
      </Show>
    </>
  );
}
