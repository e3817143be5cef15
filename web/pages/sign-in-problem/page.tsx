import { A, useSearchParams } from "@solidjs/router";
import { Show } from "solid-js";
import { isProviderProblem, PROVIDER_PROBLEMS } from "../../../worker/domain/sign-in/provider-problem.ts";
import { returnPathOf } from "../../../worker/domain/sign-in/return-path.ts";
import { Brand } from "../../layout/brand.tsx";
import { createTitle } from "../../ui/page.tsx";

const ORGANIZATION = /^org_[0-9A-Za-z]+$/;

/** The end of a failed sign-in with an identity provider: why, and the way on. */
export default function SignInProblem() {
  createTitle(() => "Sign-in did not work");
  const [asked] = useSearchParams<{ reason?: string; organization?: string; next?: string }>();
  const reason = () => (isProviderProblem(asked.reason ?? "") ? asked.reason : "unexpected");
  const again = () => {
    const { organization = "" } = asked;
    const next = returnPathOf(asked.next);
    if (!ORGANIZATION.test(organization)) return undefined;
    return `/sign-in/with/${organization}${next ? `?next=${encodeURIComponent(next)}` : ""}`;
  };
  return (
    <main class="sign-in">
      <Brand />
      <div class="sign-in-form">
        <h1>Sign-in did not work</h1>
        <p>{PROVIDER_PROBLEMS[reason() as keyof typeof PROVIDER_PROBLEMS][0]}</p>
        <Show when={again()}>
          {(href) => (
            <a class="button primary wide" href={href()} rel="external">
              Begin again
            </a>
          )}
        </Show>
        <p class="sign-in-other">
          <A href="/sign-in">Sign in another way</A>
        </p>
      </div>
    </main>
  );
}
