import { createSignal, onCleanup, onMount } from "solid-js";
import { type Refusal, refusalOf } from "../refusal.ts";
import { rpc, signedOut } from "../rpc.ts";
import { Button } from "../ui/button.tsx";
import { askPasskey, isRefused } from "./ask.ts";

interface SignInWithPasskeyProps {
  organizationId?: string;
  busy: boolean;
  onSignedIn: () => Promise<void>;
  onRefused: (refusal: Refusal | undefined) => void;
}

/** A challenge holds for five minutes; the page fetches a new one if it stays open longer. */
const ASK_AGAIN_MS = 4 * 60_000;

/**
 * Signs in with a passkey: at a press, or by a choice below the e-mail field, if the browser offers that. The browser
 * has one question open at a time.
 */
export function SignInWithPasskey(props: SignInWithPasskeyProps) {
  const [busy, setBusy] = createSignal(false);
  let waiting: AbortController | undefined;
  let gone = false;
  let again: ReturnType<typeof setTimeout> | undefined;

  const stop = () => {
    clearTimeout(again);
    waiting?.abort();
    waiting = undefined;
  };

  const enter = async (response: AuthenticationResponseJSON) => {
    const { organizationId } = props;
    await rpc.session.signInWithPasskey.mutate({ response: response as never, organizationId }, signedOut);
    await props.onSignedIn();
  };

  const press = async () => {
    if (busy() || props.busy) return;
    stop();
    setBusy(true);
    props.onRefused(undefined);
    try {
      const answer = await askPasskey("signIn");
      if (isRefused(answer)) props.onRefused(answer);
      else await enter(answer);
    } catch (error) {
      props.onRefused(refusalOf(error));
    } finally {
      setBusy(false);
    }
  };

  const offer = async () => {
    const isOffered = await PublicKeyCredential.isConditionalMediationAvailable?.().catch(() => false);
    if (!isOffered || gone) return;
    const mine = new AbortController();
    waiting = mine;
    again = setTimeout(() => {
      stop();
      void offer();
    }, ASK_AGAIN_MS);
    // Nobody asked for it, so a failure is not reported.
    const answer = await askPasskey("signIn", { signal: mine.signal, conditional: true }).catch(() => null);
    if (!answer || isRefused(answer) || mine.signal.aborted) return;
    await enter(answer).catch((error) => props.onRefused(refusalOf(error)));
  };

  onMount(() => void offer());
  onCleanup(() => {
    gone = true;
    stop();
  });

  return (
    <Button class="wide" busy={busy()} onClick={press}>
      Use a passkey
    </Button>
  );
}
