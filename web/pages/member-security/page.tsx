import { useParams, useSearchParams } from "@solidjs/router";
import { createMemo, Show } from "solid-js";
import { createSecondaryTokens, type Question } from "../../secondary-tokens/secondary-tokens.ts";
import { SecondaryTokensSection } from "../../secondary-tokens/section.tsx";
import { useSession } from "../../signed-in.tsx";
import { Page } from "../../ui/page.tsx";
import { NotFound } from "../not-found/not-found.tsx";

export default function MemberSecurityPage() {
  const session = useSession();
  return (
    <Show when={session().role === "master_admin"} fallback={<NotFound />}>
      <MemberSecurity />
    </Show>
  );
}

function MemberSecurity() {
  const session = useSession();
  const params = useParams<{ id: string }>();
  const [address] = useSearchParams<{ cursor?: string }>();
  const question = createMemo<Question>(
    () => ({ userId: params.id, cursor: address.cursor }),
    { userId: undefined, cursor: undefined },
    { equals: (a, b) => a.userId === b.userId && a.cursor === b.cursor },
  );
  const tokens = createSecondaryTokens(question);
  const owner = () => (params.id === session().user.id ? undefined : params.id);

  return (
    <Show when={tokens.refusal()?.reason !== "member-unknown"} fallback={<NotFound />}>
      <Page title="Security">
        <SecondaryTokensSection tokens={tokens} owner={owner()} />
      </Page>
    </Show>
  );
}
