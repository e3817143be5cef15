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
        Several end at once wherever they are listed: what is ticked, over as many pages of the list as one
        turns. Everybody ends their own on <b>My API tokens</b> and, with sessions, among their{" "}
        <b>Secondary tokens</b>; superusers anybody's on <b>Organization API tokens</b> and on the page of a
        member, Master Admins a member's sessions too. Whoever loses tokens by somebody else is told by one
        mail, and the activity has a line for each.
      </p>
      <Part id="rotation">
        <p>
          A rotated token has two secrets for a while, so that nothing stops while the new one is carried to
          where it is used. The earlier one ends with{" "}
          <strong>the first request that the new one is let in with</strong>, or after the grace that was
          chosen: 7 days unless said, 30 at most. Whoever rotates can also let both hold to the end of it, or
          end the earlier one at once. What is rotated again before the new secret was ever used gets another
          new one, and the earlier stays: an answer that was lost is no token lost.
        </p>
        <p>
          A token that was generated with <strong>May rotate itself</strong> asks for its next secret alone:{" "}
          <code>POST /api/v1/tokens/current/rotate</code>, with either of its secrets. It lives on as long as
          before, counted from then. This does it from a cron job:
        </p>
        <CodeBlock what="script" file="rotate.sh" text={SNIPPETS.rotate} />
        <p>
          The new secret is in the file before it is used for the first time, and until then the one before
          holds. Where no answer came, the file is as it was, and the next run rotates again.
        </p>
      </Part>
      <Part id="suspension">
        <p>
          A suspended token is refused with 401, at every address on this page, from the moment on when its
          suspension was answered. It resumes by itself at the time that was given, or when somebody resumes
          it. What an administrator suspended only an administrator resumes. Whoever holds it is told so in{" "}
          <code>error_description</code>; to anybody else it is as unknown as ever.
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
          Owners are told by mail <strong>30, 14, 7 and 1 days ahead, and when it has come</strong>: of tokens
          that live for 90, 30, 7, 7 days and 1 at least. One mail a day names all that are due, each with its
          last use. Of a service user its contact is told, else the superusers. Every answer to a token that
          expires says when, whatever its status:
        </p>
        <Entries
          of={[
            {
              name: <code>Token-Expires: 2027-02-20T12:00:00Z</code>,
              lines: ["Of an earlier secret its own end. Nothing where the token never expires."],
            },
            {
              name: <code>X-Auth-Token-Expires</code>,
              lines: ["The same to the API behind a gateway; empty where it never expires."],
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
          An organization can bound how long its tokens live. A later expiry, or none, is then refused with{" "}
          <code>expiry-beyond-policy</code>; at <code>/api-token-auth</code> the longest that is allowed is
          given. Tokens that are there already expire that long after they were made or last rotated, but not
          within 30 days from when the policy was saved. Of very many tokens the new expiry shows minutes
          later.
        </p>
        <p>
          It can also have tokens suspended that nothing uses: a mail tells whoever looks after one, and a
          week later at the earliest it is suspended, unless it was used, rotated or resumed. Service users
          can be exempt from both. The page <a href="/account/policy">Policy</a> shows what it would do before
          it is saved: to how many tokens of how many members, counted as far as 20,000 tokens.
        </p>
      </Part>
    </Chapter>
  );
}
