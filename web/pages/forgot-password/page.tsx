import { A, useLocation } from "@solidjs/router";
import { createSignal, onMount, Show } from "solid-js";
import { REASONS } from "../../../worker/domain/errors.ts";
import { Brand } from "../../layout/brand.tsx";
import { blameOn, type Refusal, refusalOf } from "../../refusal.ts";
import { rpc, signedOut } from "../../rpc.ts";
import { Button } from "../../ui/button.tsx";
import { Field } from "../../ui/field.tsx";
import { createTitle } from "../../ui/page.tsx";
import { ProgressLine } from "../../ui/progress-line.tsx";
import { LinkSent } from "./link-sent.tsx";

export default function ForgotPassword() {
  createTitle(() => "Forgot your password?");
  const location = useLocation<{ email?: string }>();
  const [email, setEmail] = createSignal(location.state?.email ?? "");
  const [sent, setSent] = createSignal(false);
  const [busy, setBusy] = createSignal(false);
  const [refusal, setRefusal] = createSignal<Refusal>();
  let input: HTMLInputElement | undefined;

  const refuse = (refusal: Refusal) => {
    setRefusal(refusal);
    input?.focus();
  };

  const ask = async (event: SubmitEvent) => {
    event.preventDefault();
    if (busy()) return;
    const mistake = mistakeIn(input);
    if (mistake) return refuse({ code: "BAD_REQUEST", field: "email", message: mistake });
    setBusy(true);
    setRefusal(undefined);
    try {
      await rpc.session.forgotPassword.mutate({ email: email() }, signedOut);
      setSent(true);
    } catch (error) {
      refuse(refusalOf(error));
    } finally {
      setBusy(false);
    }
  };

  onMount(() => input?.focus());

  return (
    <main class="sign-in">
      <Brand />
      <Show when={!sent()} fallback={<LinkSent email={email()} onAgain={() => setSent(false)} />}>
        <form class="sign-in-form" onSubmit={ask} onInput={() => setRefusal(undefined)} noValidate>
          <ProgressLine active={busy()} label="Asking for a link" />
          <h1>Forgot your password?</h1>
          <p class="lead">We send a link to your e-mail address. It lets you choose a new password.</p>
          <Field label="E-mail" error={blameOn("email", refusal())}>
            {(wiring) => (
              <input
                {...wiring}
                ref={(element) => (input = element)}
                type="email"
                name="email"
                autocomplete="username"
                autocapitalize="off"
                spellcheck={false}
                required
                value={email()}
                onInput={(event) => setEmail(event.currentTarget.value)}
              />
            )}
          </Field>
          <p class="form-error" role="alert">
            {refusal()?.field ? undefined : refusal()?.message}
          </p>
          <Button look="primary" type="submit" busy={busy()} class="wide">
            Send the link
          </Button>
          <p class="sign-in-other">
            <A href="/sign-in" state={{ email: email() }}>
              Back to sign in
            </A>
          </p>
        </form>
      </Show>
    </main>
  );
}

/** Checked in the page: the server answers every address alike. */
function mistakeIn(input: HTMLInputElement | undefined): string | undefined {
  if (input?.value.trim() === "") return "Enter your e-mail address.";
  return input?.validity.typeMismatch ? REASONS["email-invalid"][1] : undefined;
}
