import { Show } from "solid-js";
import { createAddressOrder } from "../../lists/address-order.ts";
import { List } from "../../lists/list.tsx";
import { NEWEST_FIRST } from "../../lists/order.ts";
import { Pager } from "../../lists/pager.tsx";
import { createSelection } from "../../lists/selection.ts";
import { SortChoice } from "../../lists/sort-choice.tsx";
import type { TeamMember, Token } from "../../outputs.ts";
import { useSession } from "../../signed-in.tsx";
import { type Catalogue, PERSONAL_TOKENS, PERSONAL_TOKENS_WORDS } from "../../team/catalogue.ts";
import { EndSelected } from "../../tokens/end-selected.tsx";
import type { Holder } from "../../tokens/holder.ts";
import { movesFor } from "../../tokens/moves.ts";
import { ORDERS, ownColumns } from "../../tokens/own-columns.tsx";
import { RowActions } from "../../tokens/row-actions.tsx";
import { TokenDialogs } from "../../tokens/token-dialogs-on-demand.tsx";
import { isRefused } from "../../tokens/token-state.ts";
import { TokenTable } from "../../tokens/token-table.tsx";
import type { Whose } from "../../tokens/whose.ts";
import type { createAddressDialog } from "../../ui/address-dialog.ts";
import { Button } from "../../ui/button.tsx";
import { now } from "../../ui/clock.ts";
import { Section } from "../../ui/section.tsx";
import type { MemberTokensPage } from "./member-tokens.ts";

interface MemberTokensProps {
  member: TeamMember;
  tokens: MemberTokensPage;
  catalogue: Catalogue;
  dialog: ReturnType<typeof createAddressDialog>;
}

export function MemberTokens(props: MemberTokensProps) {
  let newToken: HTMLButtonElement | undefined;
  const mayHold = () => props.member.permissions.includes(PERSONAL_TOKENS);
  const holder = useHolder(props);
  const whose = (): Whose => whoseIs(props.member);
  const selection = createSelection<Token>(props.tokens.items, ({ name }) => name);
  const order = createAddressOrder(NEWEST_FIRST);
  const columns = () =>
    ownColumns(
      "/account/api-tokens",
      whose() === "another's" ? undefined : (id) => props.dialog.show("end-earlier", id),
    );

  return (
    <Section
      title="API tokens"
      lead={<Lead member={props.member} mayHold={mayHold()} />}
      action={
        <Show when={holder()}>
          <Button ref={(element) => (newToken = element)} onClick={() => props.dialog.show("new")}>
            + New token
          </Button>
        </Show>
      }
    >
      <Show when={props.tokens.items().length > 1}>
        <div class="list-head">
          <SortChoice orders={ORDERS} order={order.now()} onSort={order.choose} />
        </div>
      </Show>
      <List
        page={props.tokens}
        one="token"
        several="tokens"
        empty={
          <p class="hint">
            <bdi>{props.member.name}</bdi> has no API tokens.
          </p>
        }
      >
        <TokenTable
          caption={`API tokens of ${props.member.name}`}
          columns={columns()}
          items={props.tokens.items()}
          order={order.now()}
          onSort={order.press}
          selection={selection}
          skeletonRows={props.tokens.loaded() ? 0 : 2}
          isFaded={(token) => !mayHold() || isRefused(token, now())}
          actions={(token) => (
            <RowActions
              of={token.name}
              moves={() => movesFor(token, whose(), now())}
              onEdit={holder() && (() => props.dialog.show("edit", token.id))}
              onMove={(move) => props.dialog.show(move, token.id)}
            />
          )}
        />
      </List>
      <EndSelected
        verb="revoke"
        selection={selection}
        dialog={props.dialog}
        toEnd={(token) => ({ ...token, user: props.member })}
        end={props.tokens.revokeMany}
        onEnded={props.tokens.refresh}
      />
      <Pager
        cursor={props.tokens.cursor()}
        nextCursor={props.tokens.nextCursor()}
        first="First page"
        shown={props.tokens.items().length}
        total={props.tokens.total()}
      />
      <TokenDialogs
        dialog={props.dialog}
        tokens={props.tokens}
        holder={holder()}
        ownerOf={() => props.member}
        whoseOf={whose}
        onRevoked={(id) => selection.drop([id])}
        restingPlace={() => newToken}
      />
    </Section>
  );
}

function Lead(props: { member: TeamMember; mayHold: boolean }) {
  return (
    <Show
      when={!props.mayHold}
      fallback={
        props.member.kind === "service"
          ? "What programs present to call the API as this service user."
          : "People generate their own tokens; you can revoke them."
      }
    >
      None works while “{PERSONAL_TOKENS_WORDS}” is switched off.
    </Show>
  );
}

/** Words for an administrator. */
function whoseIs({ kind, id }: TeamMember): Whose {
  return kind === "service" ? { serviceUser: id } : "another's";
}

/** Whom these tokens speak for; undefined if none can be generated or edited. */
function useHolder(props: MemberTokensProps): () => Holder | undefined {
  const session = useSession();
  return () => {
    const { kind, deactivatedAt, permissions, visibilityGroups, name } = props.member;
    const may = kind === "service" && deactivatedAt === null && permissions.includes(PERSONAL_TOKENS);
    if (!may || !props.catalogue.loaded()) return undefined;
    const known = [
      ...props.catalogue.permissions(),
      { key: PERSONAL_TOKENS, description: PERSONAL_TOKENS_WORDS, endpoints: [] },
    ];
    return {
      name,
      organization: session().organization.name,
      permissions: known.filter(({ key }) => permissions.includes(key)),
      visibilityGroups,
    };
  };
}
