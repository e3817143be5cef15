import { CodeBlock } from "../code-block.tsx";
import { Entries } from "../entries.tsx";
import { Chapter, Part } from "../parts.tsx";
import { SNIPPETS } from "../snippets.ts";

export function Life() {
  return (
    <Chapter id="life">
      <p>
        A token lives until it expires, or is revoked. Before that it can be given a new secret, or be
        suspended for a while; its id, its name, its limits and its history stay.
      </p>
      <p>
        You can end several at once in any list: tick them, on as many pages as you like. Everybody ends their
        own on <b>My API tokens</b> and, with sessions, among their <b>Secondary tokens</b>; superusers
        anybody's on <b>Organization API tokens</b> and on the page of a member, Master Admins a member's
        sessions too. Owners get one mail when somebody else ends their tokens, and the activity has a line
        for each.
      </p>
      <Part id="rotation">
        <p>
          A rotated token has two secrets for a while, so that nothing stops while the new one is carried to
          where it is used. The earlier one ends with{" "}
          <strong>the first request that the new one is accepted in</strong>, or after the grace that was
          chosen: by default 7 days, 30 at most. You can also let both work until then, or end the earlier one
          at once. If a token is rotated again before its new secret was used, only the unused one is
          replaced, and the earlier one stays: a lost answer loses no token.
        </p>
        <p>
          A token that was generated with <strong>May rotate itself</strong> asks for its next secret alone:{" "}
          <code>POST /api/v1/tokens/current/rotate</code>, with either of its secrets. It then lives as long
          as before, counted from the rotation. This does it from a cron job:
        </p>
        <CodeBlock what="script" file="rotate.sh" text={SNIPPETS.rotate} />
        <p>
          The new secret is in the file before it is used for the first time, and until then the earlier one
          works. If no answer came, the file is as it was, and the next run rotates again.
        </p>
      </Part>
      <Part id="suspension">
        <p>
          A suspended token is refused with 401, at every address on this page, as soon as the call that
          suspends it has answered. It resumes by itself at the given time, or when somebody resumes it. Only
          an administrator resumes what an administrator suspended. Its holder is told so in{" "}
          <code>error_description</code>; to anybody else it stays unknown.
        </p>
        <Entries
          of={[
            {
              name: <code>PUT /api/v1/organization/tokens/{"{id}"}/suspension</code>,
              lines: [
                '`{"until": "2026-12-24T18:00:00Z"}`, at most a year ahead, or `{}` until it is resumed. The owner is told by mail.',
              ],
            },
            {
              name: <code>DELETE /api/v1/organization/tokens/{"{id}"}/suspension</code>,
              lines: ["Resumes it."],
            },
          ]}
        />
      </Part>
      <Part id="expiry">
        <p>
          Owners get a mail <strong>30, 14, 7 and 1 days ahead, and on the day</strong>, if the token's whole
          life is at least 90, 30, 7, 7 and 1 days. One mail a day names all that are due, each with its last
          use. For a service user, its contact gets the mail, or else the superusers. Every answer to a token
          that expires says when, whatever its status:
        </p>
        <Entries
          of={[
            {
              name: <code>Token-Expires: 2027-02-20T12:00:00Z</code>,
              lines: ["For an earlier secret, its own end. Missing if the token never expires."],
            },
            {
              name: <code>X-Auth-Token-Expires</code>,
              lines: ["The same for the API behind a gateway; empty if it never expires."],
            },
            {
              name: <code>?state=expiring</code>,
              lines: [
                "Lists narrow to `expiring` (within 14 days), `expired`, `blocked`, `unused` (for 90 days), `suspended` and `earlier-secret`. They sort by `expires`, too.",
              ],
            },
          ]}
        />
      </Part>
      <Part id="policy">
        <p>
          An organization can limit how long its tokens live. A later expiry, or none, is then refused with{" "}
          <code>expiry-beyond-policy</code>; <code>/api-token-auth</code> gives the longest life allowed.
          Existing tokens expire that long after they were made or last rotated, but at least 30 days after
          the policy was saved. With very many tokens, the new expiry takes minutes to show.
        </p>
        <p>
          It can also suspend tokens that nothing uses: those who look after one get a mail, and a week later
          at the earliest it is suspended, unless it was used, rotated or resumed. Service users can be exempt
          from both. The page <a href="/account/policy">Policy</a> shows what it would do before it is saved:
          to how many tokens of how many members, counted as far as 20,000 tokens.
        </p>
      </Part>
    </Chapter>
  );
}
