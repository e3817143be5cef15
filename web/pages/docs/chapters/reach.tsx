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
