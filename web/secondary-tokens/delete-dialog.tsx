import { Show } from "solid-js";
import type { SecondaryToken } from "../outputs.ts";
import type { Refusal } from "../refusal.ts";
import { LastUsage } from "../tokens/last-usage.tsx";
import { stopsWorking } from "../tokens/stops-working.ts";
import { hasExpired } from "../tokens/token-state.ts";
import { now } from "../ui/clock.ts";
import { ConfirmDialog } from "../ui/confirm-dialog.tsx";
import { RelativeTime } from "../ui/relative-time.tsx";
import type { Owner } from "./owner.ts";
import { addressOf, recorded, SIGNED_OUT } from "./words.ts";

interface DeleteDialogProps {
  token: SecondaryToken;
  owner: Owner | undefined;
  busy: boolean;
  refusal: Refusal | undefined;
  onDelete: () => void;
  onClose: () => void;
  returnFocus: () => HTMLElement | null | undefined;
}

export function DeleteDialog(props: DeleteDialogProps) {
  return (
    <ConfirmDialog
      title={titleOf(props.token)}
      action={props.token.current ? "Delete & sign out" : "Delete"}
      busy={props.busy}
      refusal={props.refusal}
      onConfirm={props.onDelete}
      onClose={props.onClose}
      returnFocus={props.returnFocus}
    >
      <dl class="facts compact">
        <Identity token={props.token} />
        <dt>Created</dt>
        <dd>
          <RelativeTime inFull at={props.token.createdAt} />
        </dd>
        <dt>Last used</dt>
        <dd>
          <Show when={props.token.lastUsedAt} fallback="Never">
            {(at) => (
              <>
                <RelativeTime inFull at={at()} />
                <Show when={props.token.kind === "api"}>
                  <LastUsage usage={props.token.lastUsed} />
                </Show>
              </>
            )}
          </Show>
        </dd>
      </dl>
      <p>{consequence(props.token, now())}</p>
      <Show when={props.owner}>{(owner) => <p>{recorded(owner())}</p>}</Show>
    </ConfirmDialog>
  );
}

function Identity(props: { token: SecondaryToken }) {
  const session = () => (props.token.kind === "session" ? props.token : undefined);
  return (
    <Show
      when={session()}
      fallback={
        <>
          <dt>Token</dt>
          <dd>
            <code>{props.token.prefix}</code>
          </dd>
        </>
      }
    >
      {(session) => (
        <Show when={addressOf(session())}>
          {(address) => (
            <>
              <dt>Address</dt>
              <dd>{address()}</dd>
            </>
          )}
        </Show>
      )}
    </Show>
  );
}

function titleOf(token: SecondaryToken): string {
  if (token.kind === "api") return `Delete the API token “${token.name}”?`;
  return token.current ? "Delete the session that you are in?" : `Delete the session “${token.name}”?`;
}

function consequence(token: SecondaryToken, now: number): string {
  if (token.current) return SIGNED_OUT;
  if (token.kind === "session") return "That browser is signed out with its next click.";
  if (hasExpired(token, now)) return "It has expired and is refused already. It will be gone for good.";
  return `Whatever still uses it ${stopsWorking()} This cannot be undone.`;
}
