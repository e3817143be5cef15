import { BUILT_IN_PERMISSIONS } from "../../../../worker/domain/permissions.ts";
import { Entries } from "../entries.tsx";
import { Chapter } from "../parts.tsx";
import { Endpoints } from "./endpoints.tsx";
import { FromOpenApi } from "./from-openapi.tsx";
import { Paths } from "./paths.tsx";
import { ToldPaths } from "./told-paths.tsx";

export function Reach() {
  return (
    <Chapter id="reach">
      <p>
        A token speaks for one member of one organization. Each use decides again what it may do:{" "}
        <strong>what the member may do at that moment, cut to what the token is narrowed to</strong>, if it is
        narrowed at all. Its visibility groups are the member's own.
      </p>
      <ul class="points">
        <li>
          A member who is given a permission has it in all tokens that are not narrowed; a member who loses
          one loses it in all tokens at once.
        </li>
        <li>
          Revoked means revoked: no request that starts after the revocation was answered is accepted, at any
          address on this page.
        </li>
        <li>
          A token is refused while its member lacks <code>tokens.personal</code>. Once the member has it
          again, the same token works again.
        </li>
        <li>
          At Latchkey's own REST API a narrowed token can ask who it is (<code>/me</code>) and end itself.
          With <code>tokens.personal</code> it can also list and end its owner's other tokens. The rest is for
          tokens that are not narrowed.
        </li>
        <li>
          A token cannot make tokens: a leaked one would then outlive its own revocation. Make them in the web
          app, or with the password.
        </li>
      </ul>
      <p>Your organization names its own permissions. These two are Latchkey's:</p>
      <Entries
        of={Object.entries(BUILT_IN_PERMISSIONS).map(([key, sentence]) => ({
          name: <code>{key}</code>,
          lines: [`${sentence}.`],
        }))}
      />
      <Endpoints />
      <Paths />
      <ToldPaths />
      <FromOpenApi />
    </Chapter>
  );
}
