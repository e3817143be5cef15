import { CodeBlock } from "../code-block.tsx";
import { Entries } from "../entries.tsx";
import { Chapter, Part } from "../parts.tsx";
import { ORIGIN } from "../reader.ts";
import { SNIPPETS } from "../snippets.ts";

export function Gateways() {
  return (
    <Chapter id="gateways">
      <p>
        Put Latchkey in front of an API without writing code for it: the gateway asks{" "}
        <code>/forward-auth</code> about each request, lets it pass on 200, and hands the client Latchkey's
        own 401 or 403 otherwise. These configurations expect Latchkey on port 8787 and your API on port 3000;
        Latchkey's tests run the very same files.
      </p>
      <CodeBlock
        what="question of a gateway"
        text={`curl -i "${ORIGIN}/forward-auth?permission=reports:read" \\
  -H "Authorization: Bearer $LATCHKEY_TOKEN" \\
  -H "X-Original-Method: GET" -H "X-Original-URI: /reports/42"`}
      />
      <ul class="points">
        <li>
          The answers are 200, 401 and 403, and 503 while the database is out; nothing else. Credentials that
          are malformed or doubled are 401 here.
        </li>
        <li>
          <code>?permission=</code> demands a permission; given several times, all of them are demanded.
        </li>
        <li>
          Method and path of the original request, from <code>X-Original-Method</code> and{" "}
          <code>X-Original-URI</code> or <code>X-Forwarded-Method</code> and <code>X-Forwarded-Uri</code>, are
          what the owner sees under <b>Last usage</b>, without the query string.
        </li>
        <li>
          A 200 carries all six identity headers, empty where there is nothing to say. Have your gateway
          overwrite what the client sent by these names, as the files below do, or a client can pretend to be
          somebody else.
        </li>
      </ul>
      <Entries
        of={[
          { name: <code>X-Auth-User</code>, lines: ["The user's id."] },
          { name: <code>X-Auth-Email</code>, lines: ["The e-mail address; empty for service users."] },
          { name: <code>X-Auth-Organization</code>, lines: ["The account id."] },
          { name: <code>X-Auth-Token-Id</code>, lines: ["The token's id."] },
          {
            name: <code>X-Auth-Permissions</code>,
            lines: ["What the token may do now, separated by spaces."],
          },
          {
            name: <code>X-Auth-Visibility-Groups</code>,
            lines: ["The member's groups, percent-encoded and separated by commas."],
          },
        ]}
      />

      <Part id="nginx">
        <p>
          With <code>auth_request</code>. What all locations have in common, and what both questions have,
          stands in files of its own.
        </p>
        <CodeBlock what="nginx configuration" file="nginx.conf" text={SNIPPETS.nginx} />
        <CodeBlock what="nginx identity" file="latchkey-identity.conf" text={SNIPPETS.identity} />
        <CodeBlock what="nginx question" file="latchkey-question.conf" text={SNIPPETS.question} />
      </Part>
      <Part id="caddy">
        <p>
          With <code>forward_auth</code>.
        </p>
        <CodeBlock what="Caddy configuration" file="Caddyfile" text={SNIPPETS.caddyfile} />
      </Part>
      <Part id="traefik">
        <p>
          With the middleware <code>forwardAuth</code>, in the dynamic configuration.
        </p>
        <CodeBlock what="Traefik configuration" file="traefik.yaml" text={SNIPPETS.traefik} />
      </Part>
      <Part id="envoy">
        <p>
          With the filter <code>ext_authz</code> over HTTP.
        </p>
        <CodeBlock what="Envoy configuration" file="envoy.yaml" text={SNIPPETS.envoy} />
      </Part>
    </Chapter>
  );
}
