import { createEffect, createMemo, Show } from "solid-js";
import type { SecondaryToken } from "../outputs.ts";
import { endSession } from "../session.ts";
import { createAct } from "../ui/act.ts";
import type { createAddressDialog } from "../ui/address-dialog.ts";
import { grouped } from "../ui/numbers.ts";
import { say } from "../ui/toasts.tsx";
import { DeleteAllDialog } from "./delete-all-dialog.tsx";
import { DeleteDialog } from "./delete-dialog.tsx";
import type { Owner } from "./owner.ts";
import type { SecondaryTokens } from "./secondary-tokens.ts";

interface SecondaryTokenDialogsProps {
  dialog: ReturnType<typeof createAddressDialog>;
  tokens: SecondaryTokens;
  owner: Owner | undefined;
  /** "3 sessions and 6 API tokens", if known. */
  what: string | undefined;
  /** Called when it is gone, for lists that have it ticked. */
  onDeleted: (id: string) => void;
  onDeletedAll: () => void;
  /** Where focus goes if the row that it came from is gone. */
  restingPlace: () => HTMLElement | undefined;
}

export function SecondaryTokenDialogs(props: SecondaryTokenDialogsProps) {
  const deleting = createAct();
  let neighbour: string | undefined;

  const isOpen = (name: string) => props.dialog.name() === name;
  const subject = createMemo(() =>
    isOpen("delete") ? props.tokens.items().find((token) => token.id === props.dialog.of()) : undefined,
  );
  /** The address names a dialog whose subject is gone: just deleted, reloaded, or an old link. */
  const isLost = createMemo(() => isOpen("delete") && props.tokens.loaded() && !subject());
  createEffect(() => isLost() && props.dialog.close());
  createEffect(() => {
    props.dialog.name();
    deleting.forget();
  });

  const deleteOne = (token: SecondaryToken) => {
    const { id, kind, name } = token;
    const items = props.tokens.items();
    const at = items.findIndex((item) => item.id === id);
    neighbour = (items[at + 1] ?? items[at - 1])?.id;
    deleting.run(async () => {
      const { signedOut } = await props.tokens.delete(id);
      if (signedOut) return endSession({ left: true, why: "signed-out" });
      props.onDeleted(id);
      say(kind === "api" ? `The API token ${name} is deleted.` : `The session ${name} has ended.`);
    });
  };

  const deleteAll = () =>
    deleting.run(async () => {
      const { deleted, signedOut } = await props.tokens.deleteAll();
      if (signedOut) return endSession({ left: true, why: "signed-out-everywhere" });
      props.dialog.close();
      props.onDeletedAll();
      say(deleted === 1 ? "1 token is deleted." : `${grouped(deleted)} tokens are deleted.`);
    });

  const neighbourOrRest = () =>
    document.querySelector<HTMLElement>(`tr[data-id="${neighbour}"] .revoke`) ?? props.restingPlace();

  return (
    <>
      <Show when={subject()}>
        {(token) => (
          <DeleteDialog
            token={token()}
            owner={props.owner}
            busy={deleting.busy()}
            refusal={deleting.refusal()}
            onDelete={() => deleteOne(token())}
            onClose={props.dialog.close}
            returnFocus={neighbourOrRest}
          />
        )}
      </Show>
      <Show when={isOpen("delete-all")}>
        <DeleteAllDialog
          owner={props.owner}
          what={props.what}
          busy={deleting.busy()}
          refusal={deleting.refusal()}
          onDelete={deleteAll}
          onClose={props.dialog.close}
          returnFocus={() => document.getElementById("main")}
        />
      </Show>
    </>
  );
}
