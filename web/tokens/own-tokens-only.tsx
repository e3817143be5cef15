import { A, Navigate, useLocation } from "@solidjs/router";
import { type JSX, Match, Show, Switch } from "solid-js";
import { isSuperuser } from "../../worker/domain/organizations/roles.ts";
import { useSession } from "../signed-in.tsx";
import { EmptyState } from "../ui/empty-state.tsx";
import { Page } from "../ui/page.tsx";
import { mayHoldTokens } from "./may-hold-tokens.ts";
import { ownList } from "./own-page.ts";

const SETTINGS = "/settings/api-tokens";

/** A page of one's own API tokens: only for who may use them, and in the partner hub at its address there. */
export function OwnTokensOnly(props: { children: JSX.Element }) {
  const session = useSession();
  const location = useLocation();
  /** Links in mails, which know no hub, lead to the settings. */
  const below = () => location.pathname.startsWith(SETTINGS) && location.pathname.slice(SETTINGS.length);
  return (
    <Switch fallback={props.children}>
      <Match when={!mayHoldTokens(session())}>
        <NoTokens />
      </Match>
      <Match when={ownList(session()) !== SETTINGS && below() !== false}>
        <Navigate href={ownList(session()) + below() + location.search} />
      </Match>
    </Switch>
  );
}

function NoTokens() {
  const session = useSession();
  return (
    <Page title="My API tokens">
      <EmptyState
        title="You may not use API tokens now"
        step={
          <Show when={isSuperuser(session())}>
            <A href={`/account/users/${session().user.id}`}>Your page in the team</A>
          </Show>
        }
      >
        An Organization Superuser or a Master Admin of <bdi>{session().organization.name}</bdi> can allow it,
        on your page in the team. Until then, requests with the tokens that you have are refused; none of them
        is lost, and <A href="/user/security">your security page</A> lists them.
      </EmptyState>
    </Page>
  );
}
