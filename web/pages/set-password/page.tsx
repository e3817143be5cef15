import { useNavigate, useParams } from "@solidjs/router";
import { createSignal, onMount, Show } from "solid-js";
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

/** Where the link of an invitation or of a reset leads. */
export default function SetPassword() {
  createTitle(() => "Set your password");
  const params = useParams<{ link: string }>();
  const navigate = useNavigate();
  const setting = createAct();
  const [password, setPassword] = createSignal("");
  let input: HTMLInputElement | undefined;

  const set = async (event: SubmitEvent) => {
    event.preventDefault();
    const { link } = params;
    const done = await setting.run(async () => {
      await rpc.session.setPassword.mutate({ link, password: password() }, signedOut);
    });
    if (done) await enter();
    else input?.focus();
  };

  /** The link is used: it leaves the address and the history, whatever happens next. */
  const enter = async () => {
    const session = await rpc.session.current.query().catch(() => undefined);
    if (!session) return location.replace(session === null ? "/sign-in?why=password-set" : "/");
    beginSession(session);
    navigate(homeOf(session), { replace: true });
    say("Your password is set, and you are signed in.");
  };

  onMount(() => input?.focus());
  const isLinkInvalid = () => setting.refusal()?.reason === "link-invalid";

  return (
    <main class="sign-in">
      <Brand />
      <Show when={!isLinkInvalid()} fallback={<LinkInvalid />}>
        <form class="sign-in-form" onSubmit={set} onInput={setting.forget} noValidate>
          <ProgressLine active={setting.busy()} label="Setting your password" />
          <h1>Set your password</h1>
          <NewPasswordField
            ref={(element) => (input = element)}
            label="New password"
            value={password()}
            onInput={setPassword}
            error={blameOn("password", setting.refusal())}
          />
          <p class="form-error" role="alert">
            {setting.refusal()?.field ? undefined : setting.refusal()?.message}
          </p>
          <Button look="primary" type="submit" busy={setting.busy()} class="wide">
            Set password and sign in
          </Button>
        </form>
      </Show>
    </main>
  );
}
