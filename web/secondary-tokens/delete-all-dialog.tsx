import { type JSX, Show } from "solid-js";
import type { Refusal } from "../refusal.ts";
import { ConfirmDialog } from "../ui/confirm-dialog.tsx";
import type { Owner } from "./owner.ts";
import { recorded } from "./words.ts";

interface DeleteAllDialogProps {
  owner: Owner | undefined;
  /** "3 sessions and 6 API tokens", if known. */
  what: string | undefined;
  busy: boolean;
  refusal: Refusal | undefined;
  onDelete: () => void;
  onClose: () => void;
  /** Where focus goes if nothing is left to be deleted. */
  returnFocus?: () => HTMLElement | null | undefined;
}

export function DeleteAllDialog(props: DeleteAllDialogProps) {
  return (
    <ConfirmDialog
      title={props.owner ? `Delete all tokens of ${props.owner.name}?` : "Delete all your tokens?"}
      action={props.owner ? "Delete" : "Delete & sign out"}
      busy={props.busy}
      refusal={props.refusal}
      onConfirm={props.onDelete}
      onClose={props.onClose}
      returnFocus={props.returnFocus}
    >
      {props.owner ? ofSomebodyElse(props.owner, props.what) : ofOneself(props.what)}
      <Show when={props.busy}>
        <p class="notice" role="status">
          Deleting {props.what ?? "all sessions and API tokens"}. This can take a few seconds.
        </p>
      </Show>
    </ConfirmDialog>
  );
}

function ofOneself(what: string | undefined): JSX.Element {
  return (
    <>
      <p>
        This ends <strong>{what ?? "all your sessions and API tokens"}</strong>, including this session. Every
        browser is signed out, and every program that uses one of your tokens is refused with 401 from now on.
      </p>
      <p>API tokens cannot be brought back. You can sign in again.</p>
    </>
  );
}

function ofSomebodyElse(owner: Owner, what: string | undefined): JSX.Element {
  return (
    <>
      <p>
        This ends <strong>{what ?? "all sessions and API tokens"}</strong> of <bdi>{owner.name}</bdi>. Every
        browser of theirs is signed out, and every program that uses one of their tokens is refused with 401
        from now on. This cannot be undone.
      </p>
      <p>{recorded(owner)}</p>
    </>
  );
}
