import { Pencil, Trash } from "lucide";
import { Match, Show, Switch } from "solid-js";
import { Pager } from "../../lists/pager.tsx";
import type { TeamMember } from "../../outputs.ts";
import { useSession } from "../../signed-in.tsx";
import { type Catalogue, PERSONAL_TOKENS, PERSONAL_TOKENS_WORDS } from "../../team/catalogue.ts";
import type { Holder } from "../../tokens/holder.ts";
import { movesFor } from "../../tokens/moves.ts";
import { ownColumns } from "../../tokens/own-columns.tsx";
import { RowMenu } from "../../tokens/row-menu.tsx";
import { TokenDialogs } from "../../tokens/token-dialogs-on-demand.tsx";
import { isRefused } from "../../tokens/token-state.ts";
import { TokenTable } from "../../tokens/token-table.tsx";
import type { Whose } from "../../tokens/whose.ts";
import type { createAddressDialog } from "../../ui/address-dialog.ts";
import { Button } from "../../ui/button.tsx";
import { now } from "../../ui/clock.ts";
import { IconButton } from "../../ui/icon-button.tsx";
import { Problem } from "../../ui/problem.tsx";
import { ProgressLine } from "../../ui/progress-line.tsx";
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
  const columns = () =>
    ownColumns(
      "/account/api-tokens",
      whose() === "another's" ? undefined : (id) => props.dialog.show("end-earlier", id),
    );
  const isEmpty = () => props.tokens.loaded() && props.tokens.items().length === 0;

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
      <div class="list member-tokens" aria-busy={props.tokens.busy()}>
        <ProgressLine active={props.tokens.busy()} label="Loading tokens" />
        <Switch
          fallback={
            <TokenTable
              caption={`API tokens of ${props.member.name}, newest first`}
              columns={columns()}
              items={props.tokens.items()}
              skeletonRows={props.tokens.loaded() ? 0 : 2}
              isFaded={(token) => !mayHold() || isRefused(token, now())}
              actions={(token) => (
                <>
                  <Show when={holder()}>
                    <IconButton
                      icon={Pencil}
                      label={`Edit ${token.name}`}
                      hint="Edit"
                      onClick={() => props.dialog.show("edit", token.id)}
                    />
                  </Show>
                  <RowMenu
                    of={token.name}
                    moves={() => movesFor(token, whose(), now())}
                    onMove={(move) => props.dialog.show(move, token.id)}
                  />
                  <IconButton
                    icon={Trash}
                    class="revoke"
                    label={`Revoke ${token.name}`}
                    hint="Revoke"
                    onClick={() => props.dialog.show("revoke", token.id)}
                  />
                </>
              )}
            />
          }
        >
          <Match when={props.tokens.refusal()}>
            {(refusal) => <Problem refusal={refusal()} onRetry={props.tokens.retry} />}
          </Match>
          <Match when={isEmpty()}>
            <p class="hint">{props.member.name} has no API tokens.</p>
          </Match>
        </Switch>
      </div>
      <Pager cursor={props.tokens.cursor()} nextCursor={props.tokens.nextCursor()} first="Newest" />
      <TokenDialogs
        dialog={props.dialog}
        tokens={props.tokens}
        holder={holder()}
        ownerOf={() => props.member}
        whoseOf={whose}
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

/** To an administrator. */
function whoseIs({ kind, id }: TeamMember): Whose {
  return kind === "service" ? { serviceUser: id } : "another's";
}

/** Who tokens here speak for; undefined where none can be generated or edited. */
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
