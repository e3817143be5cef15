import { A, useLocation, useNavigate, useSearchParams } from "@solidjs/router";
import { createSignal, onMount, Show, Suspense } from "solid-js";
import { later } from "../../later.tsx";
import { Brand } from "../../layout/brand.tsx";
import type { Outputs } from "../../outputs.ts";
import { knowsPasskeys } from "../../passkeys/browser.ts";
import { blameOn, type Refusal, refusalOf } from "../../refusal.ts";
import { rpc, signedOut } from "../../rpc.ts";
import { beginSession, sessionState } from "../../session.ts";
import { Button } from "../../ui/button.tsx";
import { serverTime } from "../../ui/clock.ts";
import { Field } from "../../ui/field.tsx";
import { createTitle } from "../../ui/page.tsx";
import { PasswordField } from "../../ui/password-field.tsx";
import { ProgressLine } from "../../ui/progress-line.tsx";
import { homeOf } from "../home/home-of.ts";
import { AccessOffer } from "./access-offer.tsx";
import { addressOf, ProviderLink } from "./provider-link.tsx";
import { returnPath } from "./return-path.ts";
import { COOKIE_NOT_KEPT, missing, sentenceOn, sentenceOnArrival } from "./sentences.ts";

/** A script of its own: the page appears without it. */
const SignInWithPasskey = later(async () => ({
  default: (await import("../../passkeys/sign-in-with-passkey.tsx")).SignInWithPasskey,
}));

type Methods = Outputs["session"]["methods"];

interface Address extends Record<string, string | undefined> {
  return?: string;
  why?: string;
  /** The organization of an invitation. */
  organization?: string;
}

export default function SignIn() {
  createTitle(() => "Sign in");
  const [address] = useSearchParams<Address>();
  const navigate = useNavigate();
  const location = useLocation<{ email?: string }>();
  const [email, setEmail] = createSignal(location.state?.email ?? "");
  const [password, setPassword] = createSignal("");
  /** How an address can sign in; unknown for any other address. */
  const [offer, setOffer] = createSignal<{ email: string; methods: Methods }>();
  /** For a Master Admin whose provider does not answer. */
  const [insists, setInsists] = createSignal(false);
  const [isNobody, setNobody] = createSignal(false);
  const [busy, setBusy] = createSignal(false);
  const [refusal, setRefusal] = createSignal<Refusal>();
  let emailInput: HTMLInputElement | undefined;
  let passwordInput: HTMLInputElement | undefined;

  const methods = () => {
    const now = offer();
    return now?.email === email() ? now.methods : undefined;
  };
  const isClosed = () => methods()?.password === false && !insists();
  const takesPassword = () => methods() !== undefined && !isClosed();
  const asks = () => {
    if (takesPassword()) return "Sign in";
    return isClosed() ? `Continue with ${methods()?.provider?.name}` : "Continue";
  };

  const enter = async () => {
    const session = await rpc.session.current.query();
    if (!session) return false;
    beginSession(session);
    navigate(returnPath(address.return) ?? homeOf(session), { replace: true });
    return true;
  };

  const goOn = async () => {
    if (!(await enter())) setRefusal(COOKIE_NOT_KEPT);
  };

  const refuse = (refusal: Refusal) => {
    setRefusal(refusal);
    if (refusal.field === "email") emailInput?.focus();
    else passwordInput?.select();
  };

  const submit = async (event: SubmitEvent) => {
    event.preventDefault();
    if (busy()) return;
    const gap = missing(email(), takesPassword() ? password() : undefined);
    if (gap) return refuse(gap);
    const provider = methods()?.provider;
    if (isClosed() && provider) return window.location.assign(addressOf(provider, address.return));
    setBusy(true);
    setRefusal(undefined);
    try {
      // A password manager has filled in both, so nothing is left to ask.
      if (methods() || ((await findOut()) && password() !== "")) await signIn();
    } catch (error) {
      refuse(refusalOf(error));
    } finally {
      setBusy(false);
    }
  };

  /** Whether the address signs in with a password. */
  const findOut = async () => {
    const asked = email();
    setOffer({ email: asked, methods: await rpc.session.methods.mutate({ email: asked }, signedOut) });
    if (takesPassword()) passwordInput?.focus();
    return takesPassword();
  };

  const signIn = async () => {
    await rpc.session.signIn.mutate(
      { email: email(), password: password(), organizationId: address.organization },
      signedOut,
    );
    await goOn();
  };

  const insist = () => {
    setInsists(true);
    passwordInput?.focus();
  };

  onMount(() => {
    emailInput?.focus();
    const state = sessionState();
    // Somebody who is already signed in is sent on; a failure here is not reported.
    if (state && "absence" in state) setNobody(true);
    else
      enter().then(
        (isIn) => setNobody(!isIn),
        () => undefined,
      );
  });

  const general = () => {
    const now = refusal();
    if (now) return now.field ? undefined : sentenceOn(now, serverTime());
    return undefined;
  };

  return (
    <main class="sign-in">
      <Brand />
      <form class="sign-in-form" onSubmit={submit} noValidate>
        <ProgressLine active={busy()} label="Signing in" />
        <h1>Sign in</h1>
        <Show when={sentenceOnArrival(address.why)}>{(sentence) => <p class="notice">{sentence()}</p>}</Show>
        <Field label="E-mail" error={blameOn("email", refusal())}>
          {(wiring) => (
            <input
              {...wiring}
              ref={(input) => (emailInput = input)}
              type="email"
              name="email"
              autocomplete={knowsPasskeys() ? "username webauthn" : "username"}
              autocapitalize="off"
              spellcheck={false}
              required
              value={email()}
              onInput={(event) => setEmail(event.currentTarget.value)}
            />
          )}
        </Field>
        {/* There from the start, so that a password manager fills in both. */}
        <div
          class={takesPassword() ? undefined : "password-waits"}
          aria-hidden={!takesPassword() || undefined}
        >
          <PasswordField
            ref={(input) => (passwordInput = input)}
            label="Password"
            autocomplete="current-password"
            waits={!takesPassword()}
            value={password()}
            onInput={setPassword}
            error={blameOn("password", refusal())}
          />
        </div>
        <p class="form-error" role="alert">
          {general()}
        </p>
        <Button look="primary" type="submit" busy={busy()} class="wide">
          {asks()}
        </Button>
        <Show when={refusal()?.provider ?? (!isClosed() && methods()?.provider)}>
          {(provider) => <ProviderLink provider={provider()} wanted={address.return} />}
        </Show>
        <Show when={knowsPasskeys() && !isClosed()}>
          {/* As tall as what appears: nothing moves. */}
          <Suspense fallback={<Button class="wide">Use a passkey</Button>}>
            <SignInWithPasskey
              organizationId={address.organization}
              busy={busy()}
              onSignedIn={goOn}
              onRefused={setRefusal}
            />
          </Suspense>
        </Show>
        <AccessOffer isNobody={isNobody()} address={address} onSignedIn={goOn} />
        <p class="sign-in-other">
          <Show
            when={isClosed()}
            fallback={
              <A href="/forgot-password" state={{ email: email() }}>
                Forgot your password?
              </A>
            }
          >
            <button type="button" class="in-text" onClick={insist}>
              Sign in with a password instead
            </button>
            <span class="hint"> Master Admins alone.</span>
          </Show>
        </p>
      </form>
      <p class="sign-in-other">
        <A href="/docs">Documentation</A>
      </p>
    </main>
  );
}
