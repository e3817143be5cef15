import { createEffect, createMemo, createSignal, Show } from "solid-js";
import type { NewToken, Token } from "../outputs.ts";
import { createAct } from "../ui/act.ts";
import type { createAddressDialog } from "../ui/address-dialog.ts";
import { now } from "../ui/clock.ts";
import { say } from "../ui/toasts.tsx";
import { CreateDialog } from "./create-dialog.tsx";
import type { WantedToken } from "./creating.ts";
import { EditDialog } from "./edit-dialog.tsx";
import type { Holder } from "./holder.ts";
import { LIFE_DIALOGS, LifeDialogs } from "./life-dialogs.tsx";
import type { TokenLimits } from "./limits.ts";
import { movesFor } from "./moves.ts";
import { RevokeDialog } from "./revoke-dialog.tsx";
import { ShownOnceDialog } from "./shown-once-dialog.tsx";
import type { TokenEdit } from "./token-edit.ts";
import type { TokenOwner } from "./token-facts.tsx";
import type { Whose } from "./whose.ts";

/** A list of tokens and its actions; without the permission to make or edit one, those dialogs are missing. */
interface Tokens {
  items: () => Token[];
  loaded: () => boolean;
  refresh: () => void;
  revoke: (id: string) => Promise<void>;
  edit?: (id: string, edit: TokenEdit) => Promise<void>;
  create?: (wanted: WantedToken) => Promise<NewToken>;
}

export interface TokenDialogsProps {
  dialog: ReturnType<typeof createAddressDialog>;
  tokens: Tokens;
  /** Whom these tokens speak for, if they can be made or edited. */
  holder?: Holder;
  /** The limits that "narrow" proposes in the edit dialog. */
  narrowed?: TokenLimits;
  /** The owner, if it is somebody else. */
  ownerOf?: (id: string) => TokenOwner | undefined;
  /** Each token's owner; by default, all are one's own. */
  whoseOf?: (id: string) => Whose;
  /** Called when it is gone, for lists that have it ticked. */
  onRevoked?: (id: string) => void;
  /** Where focus goes if the row that it came from is gone. */
  restingPlace: () => HTMLElement | undefined;
}

export function TokenDialogs(props: TokenDialogsProps) {
  // In memory only: the address says that a token was generated, never which.
  const [created, setCreated] = createSignal<NewToken>();
  const revoking = createAct();
  let neighbour: string | undefined;

  const isOpen = (name: string) => props.dialog.name() === name;
  const subject = createMemo(() => props.tokens.items().find((token) => token.id === props.dialog.of()));
  const about = (name: string) => (isOpen(name) ? subject() : undefined);
  const fresh = () => (isOpen("generated") ? created() : undefined);

  /** The address names a dialog whose subject is gone: just revoked, reloaded, or an old link. */
  const isLost = createMemo(() => {
    if (isOpen("generated")) return !created();
    if (isOpen("new")) return !props.tokens.create;
    if ((isOpen("edit") || isOpen("narrow")) && !props.tokens.edit) return true;
    const names = ["edit", "narrow", "revoke", ...LIFE_DIALOGS];
    return names.some(isOpen) && props.tokens.loaded() && !subject();
  });
  createEffect(() => isLost() && props.dialog.close());
  createEffect(() => {
    if (!["generated", "new", "rotate"].some(isOpen)) setCreated(undefined);
    revoking.forget();
  });

  const show = (token: NewToken) => {
    setCreated(token);
    props.dialog.turnInto("generated");
    props.tokens.refresh();
  };

  const revoke = async (token: Token) => {
    const { id, prefix } = token;
    const items = props.tokens.items();
    const at = items.findIndex((item) => item.id === id);
    neighbour = (items[at + 1] ?? items[at - 1])?.id;
    const done = await revoking.run(() => props.tokens.revoke(id));
    if (!done) return;
    props.onRevoked?.(id);
    say(`${prefix} is revoked.`);
  };

  const whose = () => props.whoseOf?.(props.dialog.of() ?? "") ?? "own";
  const suspendInstead = ({ id, ...token }: Token) =>
    movesFor(token, whose(), now()).includes("suspend")
      ? () => props.dialog.turnInto("suspend", id)
      : undefined;

  const creation = () => {
    const { create, revoke } = props.tokens;
    return isOpen("new") && create && props.holder ? { create, revoke, holder: props.holder } : undefined;
  };

  /** As it was when the dialog opened: a refresh of the list does not disturb input. */
  const editable = createMemo(
    () => {
      const { edit } = props.tokens;
      const suggestion = isOpen("narrow") ? props.narrowed : undefined;
      const token = suggestion ? about("narrow") : about("edit");
      return token && edit && props.holder
        ? { token: { ...token }, holder: props.holder, edit, suggestion }
        : undefined;
    },
    undefined,
    { equals: (before, after) => before?.token.id === after?.token.id },
  );

  const neighbourOrRest = () =>
    document.querySelector<HTMLElement>(`tr[data-id="${neighbour}"] .revoke`) ?? props.restingPlace();

  return (
    <>
      <Show when={creation()} keyed>
        {(creation) => <CreateDialog {...creation} onClose={props.dialog.close} onCreated={show} />}
      </Show>
      <Show when={fresh()}>
        {(token) => (
          <ShownOnceDialog created={token()} onClose={props.dialog.close} returnFocus={props.restingPlace} />
        )}
      </Show>
      <LifeDialogs
        dialog={props.dialog}
        token={subject()}
        whose={whose()}
        owner={props.ownerOf?.(props.dialog.of() ?? "")}
        onRotated={show}
        onChanged={props.tokens.refresh}
      />
      <Show when={editable()} keyed>
        {({ token, holder, edit, suggestion }) => (
          <EditDialog
            token={token}
            holder={holder}
            suggestion={suggestion}
            edit={async (changes) => {
              await edit(token.id, changes);
              say(`“${changes.name ?? token.name}” is changed.`);
            }}
            onClose={props.dialog.close}
          />
        )}
      </Show>
      <Show when={about("revoke")}>
        {(token) => (
          <RevokeDialog
            token={token()}
            whose={whose()}
            owner={props.ownerOf?.(token().id)}
            busy={revoking.busy()}
            refusal={revoking.refusal()}
            onRevoke={() => revoke(token())}
            onSuspend={suspendInstead(token())}
            onClose={props.dialog.close}
            returnFocus={neighbourOrRest}
          />
        )}
      </Show>
    </>
  );
}
