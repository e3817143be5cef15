import { CodeBlock } from "../code-block.tsx";
import { Entries } from "../entries.tsx";
import { Chapter, Part } from "../parts.tsx";
import { accountId, ORIGIN } from "../reader.ts";
import { SNIPPETS } from "../snippets.ts";

export function Gateways() {
  return (
    <Chapter id="gateways">
      <p>
        Put Latchkey in front of an API without writing code for it: the gateway asks{" "}
        <code>/forward-auth</code> about each request, lets it pass on 200, and hands the client a 401 or 403
        otherwise. These configurations expect Latchkey on port 8787 and your API on port 3000; Latchkey's
        tests run the very same files.
      </p>
      <CodeBlock
        what="question of a gateway"
        text={`curl -i "${ORIGIN}/forward-auth/nginx/${accountId()}?permission=reports:read" \\
  -H "Authorization: Bearer $LATCHKEY_TOKEN" \\
  -H "X-Original-Method: GET" -H "X-Original-URI: /reports/42"`}
      />
      <ul class="points">
        <li>
          The address says who asks and whose API it is: <code>/forward-auth/nginx/{accountId()}</code>, and
          likewise <code>haproxy</code>, <code>apache</code>, <code>caddy</code>, <code>traefik</code> and{" "}
          <code>envoy</code>. A token of another organization is 403 <code>organization-other</code>, an
          address without one 403 <code>organization-missing</code>. But for Envoy, whose query is the
          client's, it may stand in <code>?organization=</code> too.
        </li>
        <li>
          Plain <code>/forward-auth</code> takes tokens of every organization of this Latchkey, and each names
          its own permissions: whoever may define <code>reports:read</code> in another organization then
          passes where you demand it.
        </li>
        <li>
          The answers are 200, 401 and 403, and 503 while the database is out; nothing else. Credentials that
          are malformed or doubled are 401 here.
        </li>
        <li>
          <code>?permission=</code> demands a permission; given several times, all of them are demanded.
          Behind Envoy your API looks for it in <code>X-Auth-Permissions</code>.
        </li>
        <li>
          Method and path of the original request are what the owner sees under <b>Last usage</b>, without the
          query string: from <code>X-Original-Method</code> and <code>X-Original-URI</code> for nginx, HAProxy
          and Apache, from <code>X-Forwarded-Method</code> and <code>X-Forwarded-Uri</code> for Caddy and
          Traefik, and from the question itself for Envoy. The others, which the client may have sent, are not
          looked at. At plain <code>/forward-auth</code> all are, and where they differ nothing is recorded.
        </li>
        <li>
          A 200 carries all six identity headers, empty where there is nothing to say. Have your gateway
          overwrite what the client sent by these names, as the files below do, or a client can pretend to be
          somebody else.
        </li>
        <li>
          Together they are at most 8,000 bytes. A member with more permissions and groups than go into that
          is 403 <code>identity-too-large</code>: nothing is left out in silence.
        </li>
        <li>
          Browsers that call your API from another site ask first, with <code>OPTIONS</code> and without a
          token. Each file says which lines let these preflights through; your API then answers them itself,
          and must do nothing else for <code>OPTIONS</code>. Where <code>#</code> stands before code without a
          space, taking it away switches that on.
        </li>
        <li>
          Plain <code>http</code> between gateway and Latchkey is for one machine or a private network. From
          the internet it is 403 <code>https-required</code>.
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
          {
            name: <code>X-Auth-Token-Expires</code>,
            lines: ["When the secret that was presented ends by itself; empty for never."],
          },
        ]}
      />

      <Part id="nginx">
        <p>
          With <code>auth_request</code>. What all locations have in common, and what both questions have,
          stands in files of its own. nginx shows a page of its own with a refusal; why it is one stands in{" "}
          <code>WWW-Authenticate</code>.
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
      <Part id="haproxy">
        <p>
          With an action in Lua, which HAProxy brings along from version 2.5 on. Paths that could be read in
          two ways are 400.
        </p>
        <CodeBlock what="HAProxy configuration" file="haproxy.cfg" text={SNIPPETS.haproxy} />
        <CodeBlock what="HAProxy action" file="latchkey-haproxy.lua" text={SNIPPETS.haproxyLua} />
      </Part>
      <Part id="apache">
        <p>
          With <code>mod_lua</code> and LuaSocket, for none of Apache's own modules asks elsewhere. It shows a
          page of its own with a refusal; why it is one stands in <code>WWW-Authenticate</code>.
        </p>
        <CodeBlock what="Apache configuration" file="apache.conf" text={SNIPPETS.apache} />
        <CodeBlock what="Apache hook" file="latchkey-apache.lua" text={SNIPPETS.apacheLua} />
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
