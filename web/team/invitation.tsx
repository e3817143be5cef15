import { Show } from "solid-js";
import type { TeamMember } from "../outputs.ts";
import { rpc } from "../rpc.ts";
import { createAct } from "../ui/act.ts";
import { Button } from "../ui/button.tsx";
import { serverTime } from "../ui/clock.ts";
import { FieldError } from "../ui/field.tsx";
import { RelativeTime } from "../ui/relative-time.tsx";
import { say } from "../ui/toasts.tsx";

type Invitation = NonNullable<TeamMember["invitation"]>;

/** "Invited 3 days ago by Samuel Okafor", and how long the link still works. */
export function InvitedWhen(props: { invitation: Invitation }) {
  return (
    <>
      <span class="mark pending">Invited</span> <RelativeTime at={props.invitation.at} /> by{" "}
      <bdi>{props.invitation.by.name}</bdi>
      <Show when={Date.parse(props.invitation.expiresAt) <= serverTime()}>; the link has expired</Show>
    </>
  );
}

interface InvitationMovesProps {
  member: TeamMember;
  /** Called with the member after the invitation was sent again. */
  onSent: (member: TeamMember) => void;
  onWithdraw: () => void;
  /** Whether the reader may change this member. */
  may: boolean;
}

/** The actions on an invitation that is not accepted yet. */
export function InvitationMoves(props: InvitationMovesProps) {
  const sending = createAct();
  const send = () =>
    sending.run(async () => {
      const { id, email } = props.member;
      props.onSent(await rpc.team.inviteAgain.mutate({ userId: id }));
      say(`A new link is on its way to ${email}. Earlier links work until they expire.`);
    });
  return (
    <Show when={props.may}>
      <div class="invitation-moves">
        <Button class="small" busy={sending.busy()} onClick={send}>
          Send again
          <span class="for-screen-readers">
            {" "}
            to <bdi>{props.member.name}</bdi>
          </span>
        </Button>
        <Button class="small" onClick={() => props.onWithdraw()}>
          Withdraw
          <span class="for-screen-readers">
            {" "}
            the invitation of <bdi>{props.member.name}</bdi>
          </span>
        </Button>
      </div>
      <FieldError message={sending.refusal()?.message} />
    </Show>
  );
}
