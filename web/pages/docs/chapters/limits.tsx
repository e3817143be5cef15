import { Entries } from "../entries.tsx";
import { Chapter } from "../parts.tsx";

export function Limits() {
  return (
    <Chapter id="limits">
      <p>
        You may use a valid token as often as you like: there is no limit on its requests. Limits apply to
        guessing, and to sizes.
      </p>
      <Entries
        of={[
          {
            name: (
              <>
                Passwords, at sign-in and at <code>/api-token-auth</code> together
              </>
            ),
            aside: 429,
            lines: [
              "10 wrong tries in 15 minutes for one e-mail address from one client address, or 100 from all addresses. `Retry-After` says how many seconds are left.",
            ],
          },
          {
            name: "Challenges for passkeys",
            aside: 429,
            lines: ["300 open at once per client address; each ends after five minutes."],
          },
          {
            name: (
              <>
                Callers of <code>/oauth/introspect</code>
              </>
            ),
            aside: 429,
            lines: [
              "30 refused callers from one client address in a minute, counted by each isolate for itself. A caller that was accepted within the last ten minutes is never slowed down, and inactive tokens that it asks about do not count.",
            ],
          },
          { name: "The body of a request", aside: 413, lines: ["64 kB."] },
          {
            name: "A page of a list",
            aside: 422,
            lines: [
              "`limit` from 1 to 200, 50 unless given. Follow `next_cursor` until it is null: every row that exists throughout comes exactly once.",
            ],
          },
          { name: "A search term, a name", aside: 422, lines: ["100 characters."] },
          {
            name: "The life of a token",
            lines: ["At most ten years, or without an expiry."],
          },
        ]}
      />
    </Chapter>
  );
}
