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
          address without one 403 <code>organization-missing</code>. Except for Envoy, whose query is the
          client's, the organization may stand in <code>?organization=</code> too.
        </li>
        <li>
          Plain <code>/forward-auth</code> takes tokens of every organization of this Latchkey, and each names
          its own permissions: anybody who may define <code>reports:read</code> in another organization then
          gets past your demand for it.
        </li>
        <li>
          The answers are 200, 401 and 403, and 503 while the database is out; nothing else. Malformed or
          repeated credentials are 401 here.
        </li>
        <li>
          <code>?permission=</code> demands a permission; given several times, all of them are demanded.
          Behind Envoy your API looks for it in <code>X-Auth-Permissions</code>.
        </li>
        <li>
          Method and path of the original request are what the owner sees under <b>Last usage</b>, without the
          query string: from <code>X-Original-Method</code> and <code>X-Original-URI</code> for nginx, HAProxy
          and Apache, from <code>X-Forwarded-Method</code> and <code>X-Forwarded-Uri</code> for Caddy and
          Traefik, and from the question itself for Envoy. Other headers are ignored, because the client may
          have sent them. At plain <code>/forward-auth</code> all of them are read, and if they differ nothing
          is recorded.
        </li>
        <li>
          A 200 carries all six identity headers, empty where there is nothing to say. Have your gateway
          overwrite what the client sent by these names, as the files below do, or a client can pretend to be
          somebody else.
        </li>
        <li>
          Together they have at most 8,000 bytes. A member whose permissions and groups need more is 403{" "}
          <code>identity-too-large</code>: nothing is silently left out.
        </li>
        <li>
          Browsers that call your API from another site ask first, with <code>OPTIONS</code> and without a
          token. Each file says which lines let these preflights through; your API then answers them itself,
          and must do nothing else for <code>OPTIONS</code>. To switch on a line of code after a{" "}
          <code>#</code> without a space, remove the <code>#</code>.
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
          With <code>auth_request</code>. The parts that all locations share, and those that both questions
          share, are files of their own. nginx shows its own page with a refusal;{" "}
          <code>WWW-Authenticate</code> says why.
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
          With an action in Lua, which HAProxy includes since version 2.5. Paths that could be read in two
          ways are 400.
        </p>
        <CodeBlock what="HAProxy configuration" file="haproxy.cfg" text={SNIPPETS.haproxy} />
        <CodeBlock what="HAProxy action" file="latchkey-haproxy.lua" text={SNIPPETS.haproxyLua} />
      </Part>
      <Part id="apache">
        <p>
          With <code>mod_lua</code> and LuaSocket, because none of Apache's own modules can ask another
          server. It shows its own page with a refusal; <code>WWW-Authenticate</code> says why.
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
