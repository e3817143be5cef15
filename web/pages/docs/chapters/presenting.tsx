import { CodeBlock } from "../code-block.tsx";
import { Chapter } from "../parts.tsx";
import { accountId, ORIGIN } from "../reader.ts";

export function Presenting() {
  const url = `${ORIGIN}/api/v1/me`;
  return (
    <Chapter id="presenting">
      <p>A token travels in a header of the request, in exactly one of three ways.</p>
      <p>As a bearer token (RFC 6750). Use this one if you can:</p>
      <CodeBlock what="bearer header" text={`curl -H "Authorization: Bearer $LATCHKEY_TOKEN" ${url}`} />
      <p>
        With the scheme <code>Token</code>, as clients of Django REST framework send it:
      </p>
      <CodeBlock what="Token header" text={`curl -H "Authorization: Token $LATCHKEY_TOKEN" ${url}`} />
      <p>As a pair of headers, the account id beside the token:</p>
      <CodeBlock
        what="pair of headers"
        text={`curl -H "X-Account-Id: ${accountId()}" -H "X-Auth-Token: $LATCHKEY_TOKEN" ${url}`}
      />
      <ul class="points">
        <li>The names of schemes and headers are read without regard to upper and lower case.</li>
        <li>
          <code>X-Account-Id</code> and <code>X-Auth-Token</code> go together. The account must be the token's
          own; any other is answered like a token that does not exist.
        </li>
        <li>
          Spaces, tabs and line ends around a token are cut off, here and in forms; nothing else is. Only
          spaces separate the scheme from the token.
        </li>
        <li>
          Two ways at once, or two <code>Authorization</code> headers, are refused with 400{" "}
          <code>invalid_request</code>.
        </li>
        <li>
          Only over <code>https</code>. Plain <code>http</code> is for one machine and private networks; from
          elsewhere it is refused with 403 <code>https-required</code>, and you should revoke the token.
        </li>
        <li>
          A token in the query string or in the body is never read: addresses end up in logs and histories.
        </li>
        <li>
          The REST API takes no session cookie, and sends no CORS headers: call it from servers, not from web
          pages.
        </li>
      </ul>
    </Chapter>
  );
}
