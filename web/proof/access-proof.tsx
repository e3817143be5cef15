import { LEAVE_ACCESS, sentenceOnAccess } from "../access.ts";
import { rpc } from "../rpc.ts";
import { createAct } from "../ui/act.ts";
import { Button } from "../ui/button.tsx";

/** A recent sign-in at Cloudflare Access counts as a proof. */
export function AccessProof(props: { isMain: boolean; onProved: () => void }) {
  const proving = createAct();
  const prove = async () => {
    if (await proving.run(async () => void (await rpc.session.prove.mutate({ access: true }))))
      props.onProved();
  };
  return (
    <div class="field">
      <p>
        First{" "}
        <a href={LEAVE_ACCESS} target="_blank" rel="external noopener">
          sign out of Cloudflare Access
        </a>{" "}
        in a new tab, and open Latchkey there: Access asks you to sign in. Then confirm here within five
        minutes.
      </p>
      <Button look={props.isMain ? "primary" : "plain"} class="wide" busy={proving.busy()} onClick={prove}>
        Confirm with Cloudflare Access
      </Button>
      <p class="form-error" role="alert">
        {sentenceOnAccess(proving.refusal())}
      </p>
    </div>
  );
}
