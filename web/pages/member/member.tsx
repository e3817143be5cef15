import { useNavigate } from "@solidjs/router";
import { createSignal, Show } from "solid-js";
import type { TeamMember } from "../../outputs.ts";
import { useSession } from "../../signed-in.tsx";
import { createCatalogue } from "../../team/catalogue.ts";
import { InvitationMoves, InvitedWhen } from "../../team/invitation.tsx";
import { MemberTabs, TEAM } from "../../team/member-tabs.tsx";
import { createAddressDialog } from "../../ui/address-dialog.ts";
import { onDemand } from "../../ui/on-demand.tsx";
import { Page } from "../../ui/page.tsx";
import { Endings } from "./endings.tsx";
import { MemberForm } from "./member-form.tsx";
import { createMemberTokens } from "./member-tokens.ts";
import { MemberTokens } from "./member-tokens-section.tsx";
import { StillCalled } from "./still-called.tsx";

const WithdrawDialog = onDemand(
  async () => (await import("../../team/withdraw-dialog.tsx")).WithdrawDialog,
  ({ member }) => member !== undefined,
);

/** A member of the team: who they are, what they may do, their API tokens, and how to deactivate or remove them. */
export function Member(props: { initial: TeamMember }) {
  const session = useSession();
  const navigate = useNavigate();
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
      <Show when={member().invitation}>
        {(invitation) => (
          <div class="notice invited">
            <p>
              <InvitedWhen invitation={invitation()} />. They become a member when they accept.
            </p>
            <InvitationMoves
              member={member()}
              may={mayTouch()}
              onSent={setMember}
              onWithdraw={() => dialog.show("withdraw")}
            />
          </div>
        )}
      </Show>
      <MemberForm
        member={member()}
        onChanged={setMember}
        catalogue={catalogue}
        mayTouch={mayTouch()}
        mayChangeRole={isMasterAdmin() && member().kind === "human"}
      />
      <StillCalled userId={member().id} />
      <MemberTokens member={member()} tokens={tokens} catalogue={catalogue} dialog={dialog} />
      <Show when={mayTouch()}>
        <Endings member={member()} onChanged={setMember} tokens={tokens} dialog={dialog} />
      </Show>
      <WithdrawDialog
        member={dialog.name() === "withdraw" && member().invitation ? member() : undefined}
        onWithdrawn={() => navigate(TEAM.href, { replace: true })}
        onClose={dialog.close}
      />
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
