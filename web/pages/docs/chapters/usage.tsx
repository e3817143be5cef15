import { Entries } from "../entries.tsx";
import { Chapter } from "../parts.tsx";

const PATH = "GET /api/v1/tokens/{id}/usage?days=30";

export function UsageOfTokens() {
  return (
    <Chapter id="usage">
      <p>
        Every token has a page of its own, opened by its name in any list: what it is, what it may do and
        which of that it needs, what it does, and its history. A program asks the same with{" "}
        <code>{PATH}</code>, and about any token of the organization at <code>/organization/tokens</code>.
      </p>
      <Entries
        of={[
          {
            name: <code>days</code>,
            lines: [
              "One for each of the last 1 to 90 days, in UTC, with how often the token was accepted and refused. Usage is kept for 90 days, even after a token has ended, and shown within 30 seconds.",
            ],
          },
          {
            name: <code>routes</code>,
            lines: [
              "The requests, the most frequent first. A route is the endpoint that matched, or else the path with `{id}` for anything that looks like an identifier: never the path itself, nor its query. Up to 50 routes are told apart per token and day; the rest is `other`.",
            ],
          },
          {
            name: <code>refusals</code>,
            lines: [
              "Why its holder was refused, such as `suspended`, `expired`, `retired-secret` or `permission-missing`. Guesses at a token are not counted.",
            ],
          },
          {
            name: (
              <>
                <code>permissions</code>, <code>unused_permissions</code>
              </>
            ),
            lines: [
              "When a gateway or the API last demanded each permission for a request, and the permissions that nothing needed. The token's page offers to narrow the token to those that it needs.",
            ],
          },
          {
            name: <code>last_day</code>,
            lines: ["How often it was used in the last 24 hours, by which requests, and when last."],
          },
          {
            name: (
              <>
                <code>state</code>, of a token in a list
              </>
            ),
            lines: [
              "What a caller would meet now: `live`, `blocked` (its member may not use tokens), `suspended` or `expired`. `?state=` narrows a list: `attention` is what has expired, expires within 14 days, is blocked, or was not used for 90 days; each of these has a name too: `expired`, `expiring`, `blocked`, `unused`; besides, `suspended` and `earlier-secret`.",
            ],
          },
          {
            name: (
              <>
                <code>refused_since</code>, <code>last_refused</code>
              </>
            ),
            lines: [
              "In the organization's activity, where a token was revoked: how often it is still called, when last and by which request.",
            ],
          },
        ]}
      />
    </Chapter>
  );
}
