import { Show } from "solid-js";
import { createAnswer } from "../../answer.ts";
import { AccountTabs } from "../../layout/account-tabs.tsx";
import { rpc } from "../../rpc.ts";
import { useSession } from "../../signed-in.tsx";
import { Page } from "../../ui/page.tsx";
import { Problem } from "../../ui/problem.tsx";
import { NotFound } from "../not-found/not-found.tsx";
import { CheckList } from "./check-list.tsx";
import { ProviderForm } from "./provider-form.tsx";
import { RemoveProvider } from "./remove-provider.tsx";
import "../../styles/organization-sign-in.css";

export default function OrganizationSignInPage() {
  const session = useSession();
  return (
    <Show when={session().role === "master_admin"} fallback={<NotFound />}>
      <OrganizationSignIn />
    </Show>
  );
}

function OrganizationSignIn() {
  const provider = createAnswer(
    () => true,
    async (_, signal) => ({ present: await rpc.organization.identityProvider.query(undefined, { signal }) }),
  );
  return (
    <Page
      title="Sign-in"
      lead="People of this organization can sign in with the identity provider that your team has already (OpenID Connect): Okta, Entra ID, Google Workspace, Keycloak and others."
    >
      <AccountTabs />
      <Show when={provider.refusal()}>
        {(refusal) => <Problem refusal={refusal()} onRetry={provider.retry} />}
      </Show>
      <Show when={provider.answer()} keyed>
        {({ present }) => (
          <>
            <CheckList provider={present} />
            <ProviderForm provider={present} onSaved={provider.retry} />
            <Show when={present}>
              {(provided) => <RemoveProvider name={provided().name} onRemoved={provider.retry} />}
            </Show>
          </>
        )}
      </Show>
    </Page>
  );
}
