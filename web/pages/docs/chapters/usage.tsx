import { Entries } from "../entries.tsx";
import { Chapter } from "../parts.tsx";

const PATH = "GET /api/v1/tokens/{id}/usage?days=30";

export function UsageOfTokens() {
  return (
    <Chapter id="usage">
      <p>
        Every token has a page of its own, opened by its name in any list: what it is, what it may do and what
        of that it needs, what it does, and what was done with it. The same is asked by a program with{" "}
        <code>{PATH}</code>, and of any token of the organization at <code>/organization/tokens</code>.
      </p>
      <Entries
        of={[
          {
            name: <code>days</code>,
            lines: [
              "One for each of the last 1 to 90 days, in UTC, with how often the token was accepted and refused. Usage is kept for 90 days, also of a token that has ended, and shown within 30 seconds.",
            ],
          },
          {
            name: <code>routes</code>,
            lines: [
              "The requests, the most frequent first. A route is the endpoint that matched, or else the path with `{id}` for whatever looks like an identifier: never the path itself, nor its query. 50 are told apart for a token and day; the rest is `other`.",
            ],
          },
          {
            name: <code>refusals</code>,
            lines: [
              "Why its holder was refused, such as `suspended`, `expired`, `retired-secret` or `permission-missing`. Who only guesses at a token is counted nowhere.",
            ],
          },
          {
            name: (
              <>
                <code>permissions</code>, <code>unused_permissions</code>
              </>
            ),
            lines: [
              "When each was last needed by a request that a gateway or the API demanded it for, and those that were not needed at all. The token's page offers to narrow the token to the others.",
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
              "In the organization's activity, where a token was revoked: how often it is called all the same, when last and by which request.",
            ],
          },
        ]}
      />
    </Chapter>
  );
}
