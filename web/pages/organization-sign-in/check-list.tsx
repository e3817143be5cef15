import { type JSX, Show } from "solid-js";
import { isProviderProblem, PROVIDER_PROBLEMS } from "../../../worker/domain/sign-in/provider-problem.ts";
import type { IdentityProvider } from "../../outputs.ts";
import { rpc } from "../../rpc.ts";
import { createAct } from "../../ui/act.ts";
import { Button } from "../../ui/button.tsx";
import { CopyButton } from "../../ui/copy-button.tsx";
import { RelativeTime } from "../../ui/relative-time.tsx";
import { Section } from "../../ui/section.tsx";

const CALLBACK = "/sign-in/callback";

interface CheckListProps {
  provider: IdentityProvider | null;
}

/** The steps, in order, for somebody with the provider's console open beside it. */
export function CheckList(props: CheckListProps) {
  const address = `${location.origin}${CALLBACK}`;
  const testing = createAct();
  let shown: HTMLElement | undefined;
  const test = () => props.provider?.test ?? null;
  const isTested = () => test()?.ok === true && test()?.yours === true;

  const begin = () =>
    testing.run(async () => {
      const { url } = await rpc.organization.testIdentityProvider.mutate();
      location.assign(url);
    });

  return (
    <Section title="Check list">
      <ol class="check-list">
        <Step isDone={props.provider !== null} title="Register Latchkey at the provider">
          <p>
            As a web application for OpenID Connect, with the authorization code flow and PKCE. It needs the
            scopes <code>openid</code>, <code>email</code> and <code>profile</code>, and this redirect
            address, letter by letter:
          </p>
          <p class="check-list-address">
            <code ref={(element) => (shown = element)}>{address}</code>
            <CopyButton what="redirect address" value={address} fallback={() => shown} />
          </p>
        </Step>
        <Step isDone={props.provider !== null} title="Enter what the provider gave you">
          <p>Issuer, client id and client secret, in the form below.</p>
        </Step>
        <Step isDone={(props.provider?.domains.length ?? 0) > 0} title="Name your domain">
          <p>
            Entering an address at this domain on the sign-in page leads to the provider. It has to be the
            domain of your own address.
          </p>
        </Step>
        <Step isDone={isTested()} title="Test it">
          <p>
            A test opens no session. The ID token has to hold <code>email</code>, and{" "}
            <code>email_verified: true</code> unless you trust the provider's addresses.
          </p>
          <Show when={test()}>
            {(test) => (
              <p classList={{ "form-error": !test().ok }}>
                {outcome(test())} (<RelativeTime at={test().at} />
                {test().yours ? "" : ", by another Master Admin"})
              </p>
            )}
          </Show>
          <p class="form-error" role="alert">
            {testing.refusal()?.message}
          </p>
          <Show when={props.provider}>
            <Button busy={testing.busy()} onClick={begin}>
              Test it now
            </Button>
          </Show>
        </Step>
        <Step isDone={props.provider?.required === true} title="Require it, if you want to">
          <p>
            Then passwords, passkeys and <code>/api-token-auth</code> no longer open this organization, except
            for Master Admins: their sign-ins past the provider are recorded, and mailed to all Master Admins.
          </p>
        </Step>
      </ol>
    </Section>
  );
}

function outcome({ ok, problem }: NonNullable<IdentityProvider["test"]>): string {
  if (ok) return "The last test worked.";
  const [told, mend = told] = PROVIDER_PROBLEMS[
    problem && isProviderProblem(problem) ? problem : "unexpected"
  ] as readonly [string, string?];
  return `The last test failed. ${mend}`;
}

interface StepProps {
  isDone: boolean;
  title: string;
  children: JSX.Element;
}

function Step(props: StepProps) {
  return (
    <li classList={{ done: props.isDone }}>
      <h3>
        {props.title}
        <span class="check-list-state">{props.isDone ? "Done" : "To do"}</span>
      </h3>
      {props.children}
    </li>
  );
}
