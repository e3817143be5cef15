import { Show } from "solid-js";
import type { Token } from "../outputs.ts";
import type { Refusal } from "../refusal.ts";
import { now } from "../ui/clock.ts";
import { ConfirmDialog } from "../ui/confirm-dialog.tsx";
import { relative } from "../ui/dates.ts";
import { stopsWorking } from "./stops-working.ts";
import { TokenFacts, type TokenOwner } from "./token-facts.tsx";
import { hasExpired } from "./token-state.ts";
import { WhatItDid } from "./what-it-did.tsx";
import type { Whose } from "./whose.ts";

interface RevokeDialogProps {
  token: Token;
  whose: Whose;
  /** The owner, if it is somebody else: they are named, and get a mail. */
  owner?: TokenOwner;
  busy: boolean;
  refusal: Refusal | undefined;
  onRevoke: () => void;
  /** Opens the dialog to suspend it instead, if it can be suspended. */
  onSuspend?: () => void;
  onClose: () => void;
  returnFocus: () => HTMLElement | null | undefined;
}

export function RevokeDialog(props: RevokeDialogProps) {
  return (
    <ConfirmDialog
      title={`Revoke “${props.token.name}”?`}
      action="Revoke"
      busy={props.busy}
      refusal={props.refusal}
      onConfirm={props.onRevoke}
      onClose={props.onClose}
      returnFocus={props.returnFocus}
    >
      <TokenFacts token={props.token} owner={props.owner} />
      <WhatItDid id={props.token.id} whose={props.whose} />
      <p>{consequence(props.token, now())}</p>
      <Show when={props.onSuspend}>
        <p>
          Not sure?{" "}
          <button type="button" class="in-text" onClick={() => props.onSuspend?.()}>
            Suspend it first.
          </button>
        </p>
      </Show>
      <Show when={props.owner?.email}>
        <p>
          <bdi>{props.owner?.name}</bdi> is told by e-mail.
        </p>
      </Show>
    </ConfirmDialog>
  );
}

function consequence(token: RevokeDialogProps["token"], now: number): string {
  if (hasExpired(token, now))
    return "It has expired and is refused already. It will be gone from the list for good.";
  if (token.lastUsedAt === null)
    return "Nothing has used it yet, so nothing will stop working. This cannot be undone.";
  const caller = token.lastUsed?.path
    ? `Whatever sent ${token.lastUsed.method} ${token.lastUsed.path} ${relative(token.lastUsedAt, now)}`
    : "Whatever still uses it";
  return `${caller} ${stopsWorking()} This cannot be undone.`;
}
