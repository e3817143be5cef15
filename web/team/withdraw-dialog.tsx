import { Show } from "solid-js";
import type { TeamMember } from "../outputs.ts";
import { rpc } from "../rpc.ts";
import { createAct } from "../ui/act.ts";
import { ConfirmDialog } from "../ui/confirm-dialog.tsx";
import { say } from "../ui/toasts.tsx";

interface WithdrawDialogProps {
  /** The member to ask about; undefined while closed. */
  member: TeamMember | undefined;
  onWithdrawn: () => void;
  onClose: () => void;
  returnFocus?: () => HTMLElement | null | undefined;
}

/** Asks before an invitation is withdrawn. */
export function WithdrawDialog(props: WithdrawDialogProps) {
  const withdrawing = createAct();
  const withdraw = ({ id, name }: TeamMember) =>
    withdrawing.run(async () => {
      await rpc.team.removeMember.mutate({ userId: id });
      props.onWithdrawn();
      say(`The invitation of ${name} is withdrawn.`);
    });
  return (
    <Show when={props.member}>
      {(member) => (
        <ConfirmDialog
          title={`Withdraw the invitation of ${member().name}?`}
          action="Withdraw"
          busy={withdrawing.busy()}
          refusal={withdrawing.refusal()}
          onConfirm={() => withdraw(member())}
          onClose={props.onClose}
          returnFocus={props.returnFocus}
        >
          <p>
            The link in the mail to <bdi>{member().email}</bdi> no longer opens anything, and{" "}
            <bdi>{member().name}</bdi> is no longer in the team. You can invite them again.
          </p>
        </ConfirmDialog>
      )}
    </Show>
  );
}
