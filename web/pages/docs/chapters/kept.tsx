import { Entries } from "../entries.tsx";
import { Chapter } from "../parts.tsx";

/** What is stored about people and programs, for those responsible for it. */
export function Kept() {
  return (
    <Chapter id="kept">
      <p>
        Everything is in one database and one key-value namespace of this Latchkey's operator. No secret is
        stored in the clear: only the SHA-256 of tokens and links, and a salted scrypt hash of passwords.
      </p>
      <Entries
        of={[
          {
            name: "An e-mail address and the hash of a password",
            lines: [
              "As long as somebody is a member of any organization. They are deleted with the last membership: by “Leave this organization” and “Delete my account” under User info, when an administrator removes the member, and when the operator deletes the person.",
            ],
          },
          {
            name: "Passkeys",
            lines: [
              "The public key, the name that it was given, and when it was added and last used, until it is removed or the last membership ends. An open challenge for at most a day, with the client address that asked.",
            ],
          },
          {
            name: "Activity",
            lines: [
              "For ever, or as many days as the operator has set (`ACTIVITY_RETENTION_DAYS`). It keeps the names of people and tokens as they were, even after a member has left. An organization can choose a pseudonym instead (Account info, “Policy”): then the names of members who left, their earlier names, the names of their passkeys and the places where they signed in are replaced within minutes. The activity of a service user keeps the addresses of its contacts, even of those who have left. The database itself refuses any other change.",
            ],
          },
          {
            name: "From where and with what browser somebody signed in",
            lines: [
              "In the list of sessions until the session ends. In the activity for 90 days; then the address and the browser are removed.",
            ],
          },
          {
            name: "Wrong passwords, by e-mail address and client address",
            lines: ["A day, to slow down guessing."],
          },
          {
            name: "What tokens are used for",
            lines: [
              "The last use, as long as the token exists. Counts by day, method and route, for 90 days. Identifiers in routes are replaced; query strings and client addresses are never kept.",
            ],
          },
          {
            name: "API tokens that expired",
            lines: ["90 days, marked as expired; nobody can use them. Revoked ones go at once."],
          },
          {
            name: "That a token was revoked",
            lines: [
              "A year in the key-value namespace: its hash, its identifier, when and by whom. It keeps the token refused if the database is ever put back to an earlier point.",
            ],
          },
          {
            name: "Mail",
            lines: ["30 days after it was sent or given up: to whom, and what about. Links are never in it."],
          },
          {
            name: "The Worker's log",
            lines: [
              "As long as Cloudflare keeps it. A line for each refusal and fault, without path, secret or body.",
            ],
          },
          {
            name: "Backups",
            lines: ["As long as the operator keeps them. They still hold what was deleted since."],
          },
        ]}
      />
    </Chapter>
  );
}
