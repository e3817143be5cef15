import { A } from "@solidjs/router";
import { Show } from "solid-js";
import { mayHoldTokens } from "../../../tokens/may-hold-tokens.ts";
import { CodeBlock } from "../code-block.tsx";
import { meAnswer } from "../examples.ts";
import { Chapter, To } from "../parts.tsx";
import { ORIGIN, reader } from "../reader.ts";

export function Start() {
  const tokensPage = () => {
    const session = reader();
    if (!session || !mayHoldTokens(session)) return undefined;
    return session.organization.kind === "partner" ? "/partner/api-tokens" : "/settings/api-tokens";
  };
  return (
    <Chapter id="start">
      <ol class="steps">
        <li>
          <p>
            Make a token:{" "}
            <Show when={tokensPage()} fallback={<A href="/sign-in?return=/settings/api-tokens">sign in</A>}>
              {(href) => <A href={href()}>open your API tokens</A>}
            </Show>
            , press <b>New token</b>, give it a name, and press <b>Generate token</b>. Copy it: this is the
            only time that it is shown.
          </p>
        </li>
        <li>
          <p>Keep it out of your code: put it into the environment of the program that calls.</p>
          <CodeBlock what="command" text={"export LATCHKEY_TOKEN=lk_…  # the token that you copied"} />
        </li>
        <li>
          <p>Call the API with it.</p>
          <CodeBlock
            what="command"
            text={`curl -H "Authorization: Bearer $LATCHKEY_TOKEN" ${ORIGIN}/api/v1/me`}
          />
          <p>The answer says who the token speaks for, and what it may do right now:</p>
          <CodeBlock what="answer" text={meAnswer()} />
        </li>
      </ol>
      <p>
        Every other status says in its <code>code</code> what is wrong: see <To id="errors" />. To protect an
        API of your own with these tokens, put Latchkey <To id="gateways">behind your gateway</To> or ask it{" "}
        <To id="in-code">in your own code</To>.
      </p>
    </Chapter>
  );
}
