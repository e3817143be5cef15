import { Show } from "solid-js";
import { isSuperuser } from "../../../worker/domain/organizations/roles.ts";
import { AccountTabs } from "../../layout/account-tabs.tsx";
import { useSession } from "../../signed-in.tsx";
import { CopyButton } from "../../ui/copy-button.tsx";
import { Page } from "../../ui/page.tsx";
import { Attention } from "./attention.tsx";
import { Cards } from "./cards.tsx";
import { SignOutEverywhere } from "./sign-out-everywhere.tsx";

export default function AccountInfo() {
  const session = useSession();
  let id: HTMLElement | undefined;
  return (
    <Page title="Account info">
      <AccountTabs />
      <dl class="facts aligned">
        <dt>Organization</dt>
        <dd>
          <bdi>{session().organization.name}</bdi>
        </dd>
        <dt>Account id</dt>
        <dd class="with-copy">
          <code ref={(element) => (id = element)}>{session().organization.id}</code>
          <CopyButton what="account id" value={session().organization.id} fallback={() => id} />
        </dd>
      </dl>
      <Show when={isSuperuser(session())}>
        <Attention />
      </Show>
      <Cards />
      <SignOutEverywhere />
    </Page>
  );
}
