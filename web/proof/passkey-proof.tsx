import { askPasskey, isRefused } from "../passkeys/ask.ts";
import { rpc } from "../rpc.ts";
import { createAct } from "../ui/act.ts";
import { Button } from "../ui/button.tsx";

/** A proof by a passkey. */
export function PasskeyProof(props: { onProved: () => void }) {
  const proving = createAct();
  const prove = async () => {
    let problem: string | undefined;
    const isAsked = await proving.run(async () => {
      const answer = await askPasskey("prove");
      if (isRefused(answer)) problem = answer.message;
      else await rpc.session.prove.mutate({ response: answer as never });
    });
    if (problem) proving.refuse({ message: problem });
    else if (isAsked) props.onProved();
  };
  return (
    <div class="field">
      <Button busy={proving.busy()} onClick={prove}>
        Use a passkey
      </Button>
      <p class="form-error" role="alert">
        {proving.refusal()?.message}
      </p>
    </div>
  );
}
