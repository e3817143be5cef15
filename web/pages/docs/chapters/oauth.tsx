import { CodeBlock } from "../code-block.tsx";
import { Entries } from "../entries.tsx";
import { introspectionAnswer, METADATA } from "../examples.ts";
import { Chapter, Part, To } from "../parts.tsx";
import { ORIGIN } from "../reader.ts";

export function Oauth() {
  return (
    <Chapter id="oauth">
      <p>
        Any client that speaks OAuth can check and end Latchkey's tokens. Parameters go in a form; one that is
        repeated makes the request invalid; no answer may be cached.
      </p>

      <Part id="introspection">
        <p>
          RFC 7662. A resource server asks whether a token is active and what it may do. It presents a token
          of its own, with the permission <code>tokens.introspect</code>, and learns only of tokens of its own
          organization.
        </p>
        <CodeBlock
          what="introspection request"
          text={`curl ${ORIGIN}/oauth/introspect \\
  -H "Authorization: Bearer $RESOURCE_SERVER_TOKEN" \\
  --data-urlencode "token=$LATCHKEY_TOKEN" \\
  -d method=GET -d path=/reports/42`}
        />
        <CodeBlock what="introspection answer" text={introspectionAnswer()} />
        <p>
          For every other token the answer is exactly <code>{'{"active":false}'}</code>: it does not say why.{" "}
          <code>method</code> and <code>path</code> are what the owner then sees under <b>Last usage</b>,
          without the query string. Where endpoints decide what a token may reach (
          <To id="endpoints" />
          ), they are needed: without them, or if the token may not go there, it is not active.
        </p>
        <Entries
          of={[
            { name: <code>scope</code>, lines: ["What the token may do now, separated by spaces."] },
            { name: <code>sub</code>, lines: ["The user's id."] },
            { name: <code>username</code>, lines: ["The e-mail address, or the name of a service user."] },
            { name: <code>jti</code>, lines: ["The token's id."] },
            {
              name: (
                <>
                  <code>iat</code>, <code>exp</code>
                </>
              ),
              lines: [
                "When it was made and when it expires, in seconds since 1970, rounded down. One that does not expire has no `exp`.",
              ],
            },
            { name: <code>organization_id</code>, lines: ["The account id."] },
            { name: <code>visibility_groups</code>, lines: ["The names of the member's groups."] },
          ]}
        />
        <p>Do not cache the answer: a token that is revoked a moment later would still work at your API.</p>
      </Part>

      <Part id="revocation">
        <p>
          RFC 7009. Any holder of a token can end it, without another credential, so whoever finds a leaked
          one can end it.
        </p>
        <CodeBlock
          what="revocation request"
          text={`curl ${ORIGIN}/oauth/revoke --data-urlencode "token=$LATCHKEY_TOKEN"`}
        />
        <p>
          The answer is 200 with no body, even if the token is unknown or already revoked. A 503 means that it
          may still be valid: try again.
        </p>
      </Part>

      <Part id="metadata">
        <p>
          RFC 8414, for clients that configure themselves. It lists only what is offered: Latchkey issues no
          tokens by OAuth (see <To id="api-token-auth" />
          ).
        </p>
        <CodeBlock what="metadata request" text={`curl ${ORIGIN}/.well-known/oauth-authorization-server`} />
        <CodeBlock what="metadata" text={METADATA} />
      </Part>
    </Chapter>
  );
}
