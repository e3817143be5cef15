import { useSearchParams } from "@solidjs/router";
import { createMemo } from "solid-js";
import type { TeamMember } from "../../outputs.ts";
import { createSecondaryTokens, type Question } from "../../secondary-tokens/secondary-tokens.ts";
import { SecondaryTokensSection } from "../../secondary-tokens/section.tsx";
import { useSession } from "../../signed-in.tsx";
import { MemberTabs, TEAM } from "../../team/member-tabs.tsx";
import { Page } from "../../ui/page.tsx";

export function MemberSecurity(props: { member: TeamMember }) {
  const session = useSession();
  const [address] = useSearchParams<{ cursor?: string }>();
  const question = createMemo<Question>(
    () => ({ userId: props.member.id, cursor: address.cursor }),
    { userId: props.member.id, cursor: undefined },
    { equals: (a, b) => a.userId === b.userId && a.cursor === b.cursor },
  );
  const tokens = createSecondaryTokens(question);
  const isOneself = () => props.member.id === session().user.id;

  return (
    <Page
      back={TEAM}
      title={props.member.name}
      tabTitle={`Security · ${props.member.name}`}
      lead={props.member.email ?? "Service user"}
    >
      <MemberTabs userId={props.member.id} name={props.member.name} />
      <SecondaryTokensSection tokens={tokens} owner={isOneself() ? undefined : props.member} />
    </Page>
  );
}
