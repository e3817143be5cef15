import { BUILT_IN_PERMISSIONS } from "../../../../worker/domain/permissions.ts";
import { Entries } from "../entries.tsx";
import { Chapter } from "../parts.tsx";

const READ = [
  { name: <code>/reports/</code>, lines: ["One slash at the end is nothing: the same as /reports."] },
  { name: <code>/Reports</code>, lines: ["Case counts in paths; methods are compared in capitals."] },
  { name: <code>/%72eports</code>, lines: ["Escapes of letters, digits and - _ ~ are decoded."] },
  {
    name: <code>/a%3ab</code>,
    lines: [
      "Other escapes are compared in capitals. Refused where an endpoint has that character as it is, for some decode it first.",
    ],
  },
  { name: <code>?page=2</code>, lines: ["The query says nothing."] },
  {
    name: <code>%2F %5C %00 %2E %25 %3B</code>,
    lines: ["Refused: an encoded slash, backslash, NUL, dot, percent sign or semicolon."],
  },
  {
    name: <code>\ ; #</code>,
    lines: ["Refused, as are control characters and what is neither ASCII nor percent-encoded as UTF-8."],
  },
  { name: <code>{"// /./ /../"}</code>, lines: ["Refused: empty segments and dot segments."] },
];

export function Reach() {
  return (
    <Chapter id="reach">
      <p>
        A token speaks for one member of one organization. What it may do is decided afresh each time it is
        used:{" "}
        <strong>
          what the member may do at that moment, and of that only what the token was narrowed to
        </strong>
        , if it was narrowed at all. Its visibility groups are the member's own.
      </p>
      <ul class="points">
        <li>
          Whoever is given a permission has it in all tokens that are not narrowed; whoever loses one loses it
          in all of them at once.
        </li>
        <li>
          Revoked means revoked: no request that starts after the revocation was answered is accepted, at any
          address on this page.
        </li>
        <li>
          While its member lacks <code>tokens.personal</code> a token is refused. Given back, the same token
          works again.
        </li>
        <li>
          At Latchkey's own REST API a narrowed token asks who it is (<code>/me</code>) and ends itself. Lists
          and ends its owner's other tokens only one that includes <code>tokens.personal</code>; the rest is
          for tokens that are not narrowed.
        </li>
        <li>
          A token cannot make tokens, for a leaked one would then outlive its own revocation. They are made in
          the web app, or with the password.
        </li>
      </ul>
      <p>
        Permissions and tokens can also name <strong>endpoints</strong>, as <code>METHOD /path</code>:{" "}
        <code>GET /reports/{"{id}"}</code> is one segment at that place, <code>* /reports/*</code> any method
        and whatever lies below, <code>HEAD</code> goes where <code>GET</code> does. A token that is limited
        to endpoints reaches these alone, at Latchkey's own REST API too, where <code>GET /api/v1/me</code>{" "}
        and <code>DELETE /api/v1/tokens/current</code> stay open. Where permissions name endpoints, a request
        needs one of those that name it; what none names is refused, unless the organization leaves it open.
        Who asks Latchkey about a token tells method and path: gateways in their headers, resource servers in
        the form of introspection, Workers in <code>verify</code>. Not told, the answer is no. A method that
        is overridden by a header or a parameter is not seen: switch that off in your API.
      </p>
      <p>Gateway and API have to read a path alike. So they are compared:</p>
      <Entries of={READ} />
      <p>Your organization names its own permissions. These two are Latchkey's:</p>
      <Entries
        of={Object.entries(BUILT_IN_PERMISSIONS).map(([key, sentence]) => ({
          name: <code>{key}</code>,
          lines: [`${sentence}.`],
        }))}
      />
    </Chapter>
  );
}
