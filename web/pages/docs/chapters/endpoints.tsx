import { Part } from "../parts.tsx";

export function Endpoints() {
  return (
    <Part id="endpoints">
      <p>
        A permission may name the <strong>endpoints</strong> of your API that it opens, and a token may be
        limited to some, each written as in an OpenAPI document: <code>METHOD /path</code>.
      </p>
      <ul class="points">
        <li>
          <code>GET /reports/{"{id}"}</code>: the braces stand for exactly one segment, not empty.{" "}
          <code>HEAD</code> follows <code>GET</code>; <code>*</code> is any method.
        </li>
        <li>
          <code>* /reports/*</code>: one segment or more at the end, <code>/reports/1</code> and{" "}
          <code>/reports/1/rows</code>, but neither <code>/reports</code> nor <code>/reports/</code>.{" "}
          <code>/*</code> alone is everything.
        </li>
        <li>Paths only: no host, no query, and no brace or star inside of a segment.</li>
        <li>
          A permission names at most 100 endpoints, all of an organization's together 1,000, a token 50, of
          200 characters each.
        </li>
      </ul>
      <p>A request is decided in this order:</p>
      <ol class="points">
        <li>If the token is limited to endpoints, one of them has to match.</li>
        <li>
          Of the permissions whose endpoints match, the token has to hold one. Lacking it is 403{" "}
          <code>insufficient_scope</code>, with the permission in <code>missing</code>.
        </li>
        <li>
          A request that no permission names is 403 <code>endpoint-not-granted</code>, unless the organization
          leaves such requests open, under <b>Permissions and groups</b>. If an organization names no
          endpoints at all, every request is allowed.
        </li>
      </ol>
      <p>
        A token's own limit counts at Latchkey's REST API too: for an auditor you can make a token that
        reaches only <code>GET /api/v1/organization/tokens</code>. <code>GET /api/v1/me</code> and{" "}
        <code>DELETE /api/v1/tokens/current</code> are open to every token, so that its holder can ask what it
        is, and end it.
      </p>
    </Part>
  );
}
