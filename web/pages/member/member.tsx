import { createSignal, Show } from "solid-js";
import type { TeamMember } from "../../outputs.ts";
import { useSession } from "../../signed-in.tsx";
import { createCatalogue } from "../../team/catalogue.ts";
import { MemberTabs, TEAM } from "../../team/member-tabs.tsx";
import { createAddressDialog } from "../../ui/address-dialog.ts";
import { Page } from "../../ui/page.tsx";
import { Endings } from "./endings.tsx";
import { MemberForm } from "./member-form.tsx";
import { createMemberTokens } from "./member-tokens.ts";
import { MemberTokens } from "./member-tokens-section.tsx";

/** A member of the team: who they are, what they may do, their API tokens, and the end of it. */
export function Member(props: { initial: TeamMember }) {
  const session = useSession();
  const [member, setMember] = createSignal(props.initial);
  const catalogue = createCatalogue();
  const dialog = createAddressDialog();
  const tokens = createMemberTokens(() => member().id);
  const isMasterAdmin = () => session().role === "master_admin";
  const mayTouch = () => member().role !== "master_admin" || isMasterAdmin();

  return (
    <Page
      back={TEAM}
      title={member().name}
      tabTitle={`${member().name} · Team`}
      lead={<Lead member={member()} />}
    >
      <Show when={isMasterAdmin()}>
        <MemberTabs userId={member().id} name={member().name} />
      </Show>
      <Show when={!mayTouch()}>
        <p class="notice">Only a Master Admin may change a Master Admin. You may revoke their API tokens.</p>
      </Show>
      <MemberForm
        member={member()}
        onChanged={setMember}
        catalogue={catalogue}
        mayTouch={mayTouch()}
        mayChangeRole={isMasterAdmin() && member().kind === "human"}
      />
      <MemberTokens member={member()} tokens={tokens} catalogue={catalogue} dialog={dialog} />
      <Show when={mayTouch()}>
        <Endings member={member()} onChanged={setMember} tokens={tokens} dialog={dialog} />
      </Show>
    </Page>
  );
}

function Lead(props: { member: TeamMember }) {
  return (
    <>
      <Show when={props.member.deactivatedAt}>
        <span class="mark">Deactivated</span>{" "}
      </Show>
      {props.member.email ?? "Service user: it cannot sign in, its tokens are generated here."}
    </>
  );
}
