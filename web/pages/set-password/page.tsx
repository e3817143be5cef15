import { useLocation, useNavigate } from "@solidjs/router";
import { createEffect, createSignal, Match, on, onMount, Switch } from "solid-js";
import { Brand } from "../../layout/brand.tsx";
import { blameOn } from "../../refusal.ts";
import { rpc, signedOut } from "../../rpc.ts";
import { beginSession } from "../../session.ts";
import { createAct } from "../../ui/act.ts";
import { Button } from "../../ui/button.tsx";
import { NewPasswordField } from "../../ui/new-password-field.tsx";
import { createTitle } from "../../ui/page.tsx";
import { ProgressLine } from "../../ui/progress-line.tsx";
import { say } from "../../ui/toasts.tsx";
import { homeOf } from "../home/home-of.ts";
import { LinkInvalid } from "./link-invalid.tsx";
import { ProviderInstead } from "./provider-instead.tsx";

/** The page behind the link of an invitation or a reset. */
export default function SetPassword() {
  createTitle(() => "Set your password");
  const location = useLocation();
  const navigate = useNavigate();
  const setting = createAct();
  const checking = createAct();
  const [email, setEmail] = createSignal("");
  const [password, setPassword] = createSignal("");
  const link = () => location.hash.slice(1);
  let input: HTMLInputElement | undefined;

  const set = async (event: SubmitEvent) => {
    event.preventDefault();
    const done = await setting.run(async () => {
      await rpc.session.setPassword.mutate({ link: link(), password: password() }, signedOut);
    });
    if (done) await enter();
    else input?.focus();
  };

  /** The link is used: it leaves the address and the history, whatever happens next. */
  const enter = async () => {
    const session = await rpc.session.current.query().catch(() => undefined);
    if (!session) return window.location.replace(session === null ? "/sign-in?why=password-set" : "/");
    beginSession(session);
    navigate(homeOf(session), { replace: true });
    say("Your password is set, and you are signed in.");
  };

  /** An invalid link is told before anybody has thought of a password. */
  const check = () =>
    checking.run(async () => {
      const { email } = await rpc.session.checkLink.mutate({ link: link() }, signedOut);
      setEmail(email);
    });

  createEffect(on(link, () => void check()));
  onMount(() => input?.focus());
  const refusal = () => setting.refusal() ?? checking.refusal();
  const whyDead = () =>
    [checking, setting]
      .map(({ refusal }) => refusal()?.reason)
      .find((reason) => reason === "link-invalid" || reason === "link-needless");

  return (
    <main class="sign-in">
      <Brand />
      <Switch
        fallback={
          <form class="sign-in-form" onSubmit={set} onInput={setting.forget} noValidate>
            <ProgressLine active={setting.busy()} label="Setting your password" />
            <h1>Set your password</h1>
            <input type="email" autocomplete="username" value={email()} readOnly hidden />
            <NewPasswordField
              ref={(element) => (input = element)}
              label="New password"
              value={password()}
              onInput={setPassword}
              error={blameOn("password", setting.refusal())}
            />
            <p class="form-error" role="alert">
              {refusal()?.field ? undefined : refusal()?.message}
            </p>
            <Button look="primary" type="submit" busy={setting.busy()} class="wide">
              Set password and sign in
            </Button>
          </form>
        }
      >
        <Match when={whyDead()}>
          <LinkInvalid why={whyDead()} />
        </Match>
        <Match when={refusal()?.provider}>{(provider) => <ProviderInstead provider={provider()} />}</Match>
      </Switch>
    </main>
  );
}
