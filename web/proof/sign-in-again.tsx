import { rpc } from "../rpc.ts";
import { endSession } from "../session.ts";
import { createAct } from "../ui/act.ts";
import { Button } from "../ui/button.tsx";
import { CancelButton, DialogFoot } from "../ui/dialog-foot.tsx";

/** For users without another way: a new sign-in is the proof. */
export function SignInAgain(props: { isOnlyWay: boolean }) {
  const act = createAct();
  const signOut = () =>
    act.run(async () => {
      await rpc.session.signOut.mutate();
      endSession({ why: "proof-by-sign-in" });
    });
  return (
    <DialogFoot error={act.refusal()?.message}>
      <CancelButton />
      <Button look="primary" busy={act.busy() || !props.isOnlyWay} onClick={signOut}>
        Sign in again
      </Button>
    </DialogFoot>
  );
}
