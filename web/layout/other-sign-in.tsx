import { BY_WAY } from "../../worker/domain/sign-in/way.ts";
import type { Refusal } from "../refusal.ts";
import { rpc } from "../rpc.ts";
import { endSession } from "../session.ts";
import { useSession } from "../signed-in.tsx";
import { createAct } from "../ui/act.ts";
import { ConfirmDialog } from "../ui/confirm-dialog.tsx";

interface OtherSignInProps {
  organization: { id: string; name: string };
  /** Why this session does not open it. */
  refusal: Refusal;
  onClose: () => void;
}

/** Leads to the sign-in of an organization that this session does not open. */
export function OtherSignIn(props: OtherSignInProps) {
  const session = useSession();
  const act = createAct();
  const leave = () =>
    act.run(async () => {
      const { provider } = props.refusal;
      await rpc.session.signOut.mutate();
      if (provider) window.location.assign(provider.url);
      else endSession({ why: "other-organization", organization: props.organization.id });
    });
  const action = () =>
    props.refusal.provider ? `Continue with ${props.refusal.provider.name}` : "Sign out and sign in there";

  return (
    <ConfirmDialog
      title={`Sign in to ${props.organization.name}`}
      action={action()}
      look="primary"
      busy={act.busy()}
      refusal={act.refusal()}
      onConfirm={leave}
      onClose={props.onClose}
    >
      <p>
        You signed in {BY_WAY[session().way]}, which does not open <bdi>{props.organization.name}</bdi>. Sign
        in there in a way that it accepts. That ends your session in <bdi>{session().organization.name}</bdi>.
      </p>
    </ConfirmDialog>
  );
}
