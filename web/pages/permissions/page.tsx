import { Show } from "solid-js";
import { isSuperuser } from "../../../worker/domain/organizations/roles.ts";
import { AccountTabs } from "../../layout/account-tabs.tsx";
import { rpc } from "../../rpc.ts";
import { beginSession } from "../../session.ts";
import { useSession } from "../../signed-in.tsx";
import { createCatalogue } from "../../team/catalogue.ts";
import { createAddressDialog } from "../../ui/address-dialog.ts";
import { Page } from "../../ui/page.tsx";
import { Problem } from "../../ui/problem.tsx";
import { NotFound } from "../not-found/not-found.tsx";
import { Groups } from "./groups.tsx";
import { Permissions } from "./permissions.tsx";
import { Unlisted } from "./unlisted.tsx";

export default function PermissionsPage() {
  const session = useSession();
  return (
    <Show when={isSuperuser(session())} fallback={<NotFound />}>
      <PermissionsAndGroups />
    </Show>
  );
}

function PermissionsAndGroups() {
  const catalogue = createCatalogue();
  const dialog = createAddressDialog();
  // The session holds the catalogue too: what its member's tokens can be limited to.
  const refresh = async () => {
    const [session] = await Promise.all([rpc.session.current.query(), catalogue.retry()]);
    if (session) beginSession(session);
  };
  return (
    <Page title="Permissions and groups" lead="What can be given to members and their tokens.">
      <AccountTabs />
      <Show when={catalogue.refusal()}>
        {(refusal) => <Problem refusal={refusal()} onRetry={catalogue.retry} />}
      </Show>
      <Permissions catalogue={catalogue} dialog={dialog} refresh={refresh} />
      <Unlisted catalogue={catalogue} refresh={refresh} />
      <Groups catalogue={catalogue} dialog={dialog} />
    </Page>
  );
}
