import { Show } from "solid-js";
import { isSuperuser } from "../../../worker/domain/organizations/roles.ts";
import { createAnswer } from "../../answer.ts";
import { AccountTabs } from "../../layout/account-tabs.tsx";
import { rpc } from "../../rpc.ts";
import { useSession } from "../../signed-in.tsx";
import { Page } from "../../ui/page.tsx";
import { Problem } from "../../ui/problem.tsx";
import { NotFound } from "../not-found/not-found.tsx";
import { FormerNames } from "./former-names.tsx";
import { PolicyForm } from "./policy-form.tsx";
import { inWords } from "./words.ts";
import "../../styles/policy.css";

export default function PolicyPage() {
  const session = useSession();
  return (
    <Show when={isSuperuser(session())} fallback={<NotFound />}>
      <Policy />
    </Show>
  );
}

function Policy() {
  const policy = createAnswer(
    () => true,
    (_, signal) => rpc.organization.policy.query(undefined, { signal }),
  );
  return (
    <Page
      title="Policy"
      lead="How long API tokens here may live, what becomes of those that nothing uses, and of the names of who left."
    >
      <AccountTabs />
      <Show when={policy.refusal()}>
        {(refusal) => <Problem refusal={refusal()} onRetry={policy.retry} />}
      </Show>
      <Show when={policy.answer()}>{(policy) => <p class="policy-now">{inWords(policy())}</p>}</Show>
      <Show when={policy.answer()} keyed>
        {(present) => <PolicyForm policy={present} onSaved={policy.retry} />}
      </Show>
      <FormerNames />
    </Page>
  );
}
