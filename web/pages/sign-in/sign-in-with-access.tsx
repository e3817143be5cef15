import { onMount, Show } from "solid-js";
import { LEAVE_ACCESS, sentenceOnAccess } from "../../access.ts";
import { rpc, signedOut } from "../../rpc.ts";
import { createAct } from "../../ui/act.ts";
import { Button } from "../../ui/button.tsx";

interface SignInWithAccessProps {
  /** Starts by itself, unless the user has just left. */
  isAtOnce: boolean;
  onSignedIn: () => Promise<void>;
}

/** The sign-in with Cloudflare Access, which already knows who this is. */
export function SignInWithAccess(props: SignInWithAccessProps) {
  const act = createAct();
  const signIn = async () => {
    const isIn = await act.run(
      async () => void (await rpc.session.signInWithAccess.mutate(undefined, signedOut)),
    );
    if (isIn) await props.onSignedIn();
  };
  onMount(() => {
    if (props.isAtOnce) void signIn();
  });
  return (
    <>
      <Button class="wide" busy={act.busy()} onClick={signIn}>
        Continue with Cloudflare Access
      </Button>
      <p class="form-error" role="alert">
        {sentenceOnAccess(act.refusal())}
      </p>
      <Show when={!props.isAtOnce}>
        <p class="hint">
          Cloudflare Access still knows you: the next page that you open here signs you in again.{" "}
          <a href={LEAVE_ACCESS} rel="external">
            Sign out of Access too
          </a>
        </p>
      </Show>
    </>
  );
}
