import { CodeBlock } from "../code-block.tsx";
import { Entries } from "../entries.tsx";
import { type ErrorEntry, REST_ERRORS } from "../errors.ts";
import { OAUTH_ERROR, PROBLEM } from "../examples.ts";
import { EXPLANATIONS } from "../explanations.ts";
import { OAUTH_ERRORS } from "../oauth-errors.ts";
import { Chapter, Part } from "../parts.tsx";

const CHALLENGE = `WWW-Authenticate: Bearer realm="latchkey", error="insufficient_scope",
  error_description="This needs the permission reports:write. A superuser or Master Admin of the organization can grant it.",
  scope="reports:write"`;

export function Errors() {
  return (
    <Chapter id="errors">
      <p>
        The REST API, <code>/forward-auth</code> and <code>/api-token-auth</code> refuse in{" "}
        <code>application/problem+json</code> (RFC 9457). <code>code</code> is a stable word for programs,{" "}
        <code>detail</code> a sentence for people, <code>field</code> the parameter to blame, and{" "}
        <code>missing</code> the permission that would be needed.
      </p>
      <CodeBlock what="problem" text={PROBLEM} />
      <p>
        Refusals of tokens say the same in <code>WWW-Authenticate</code> (RFC 6750 §3). Without a token, the
        challenge carries no error. A token presented as <code>Token</code> is answered with{" "}
        <code>Token realm="latchkey"</code>.
      </p>
      <CodeBlock what="challenge" text={CHALLENGE} />
      <p>
        In a program: on 401 stop and report, on 429 and 503 wait for <code>Retry-After</code> and try again,
        on anything else from 400 to 499 do not try again unchanged.
      </p>

      <Part id="explained">
        <p>
          If the secret is right, Latchkey says why a token is refused. Anybody else gets the same answer as
          for a token that never existed.
        </p>
        <Entries
          of={EXPLANATIONS.map(({ says, remedy }) => ({
            name: <q>{says}</q>,
            lines: [remedy],
            sentence: true,
          }))}
        />
      </Part>

      <Part id="rest-errors">
        <Entries of={REST_ERRORS.map(asEntry)} />
      </Part>

      <Part id="oauth-errors">
        <p>
          The endpoints below <code>/oauth</code> answer in OAuth's own form:
        </p>
        <CodeBlock what="OAuth error" text={OAUTH_ERROR} />
        <Entries of={OAUTH_ERRORS.map(asEntry)} />
      </Part>
    </Chapter>
  );
}

function asEntry({ code, status, means, remedy }: ErrorEntry) {
  return { name: <code>{code}</code>, aside: status, lines: [means, remedy] };
}
