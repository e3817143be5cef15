import type { TeamMember } from "../../outputs.ts";
import { createQuestion } from "../../secondary-tokens/question.ts";
import { createSecondaryTokens } from "../../secondary-tokens/secondary-tokens.ts";
import { SecondaryTokensSection } from "../../secondary-tokens/section.tsx";
import { useSession } from "../../signed-in.tsx";
import { MemberTabs, TEAM } from "../../team/member-tabs.tsx";
import { Page } from "../../ui/page.tsx";

export function MemberSecurity(props: { member: TeamMember }) {
  const session = useSession();
  const tokens = createSecondaryTokens(createQuestion(() => props.member.id));
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
