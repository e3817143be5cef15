import { CodeBlock } from "../code-block.tsx";
import { Entries } from "../entries.tsx";
import { Chapter, To } from "../parts.tsx";
import { accountId, ORIGIN } from "../reader.ts";

export function ApiTokenAuth() {
  const request = () => `curl ${ORIGIN}/api-token-auth -H "Content-Type: application/json" -d '{
  "username": "you@example.com",
  "password": "…",
  "organization": "${accountId()}",
  "name": "Import script"
}'`;
  return (
    <Chapter id="api-token-auth">
      <p>
        For clients of an old token server: <code>POST /api-token-auth</code>, with or without a final slash,
        takes and answers what Django REST framework's <code>obtain_auth_token</code> does, as JSON or as a
        form.
      </p>
      <CodeBlock what="token request" text={request()} />
      <CodeBlock what="token answer" text={'{"token":"lk_…"}'} />
      <p>
        <code>organization</code> and <code>name</code> are optional: without them the token is made in the
        organization that you joined first, and called <code>api-token-auth</code>. It is not narrowed and
        does not expire, because such clients keep it for good. Each call makes another token; all of them are
        in your list of tokens.
      </p>
      <Entries
        of={[
          {
            name: <code>non_field_errors</code>,
            aside: 400,
            lines: [
              "“Unable to log in with provided credentials.”: address and password do not belong together, the account is deactivated, or it is not a member of this organization. Check them and try again.",
              "“Invalid data. Expected a dictionary.”: send a JSON object.",
            ],
          },
          {
            name: (
              <>
                <code>username</code>, <code>password</code>, <code>name</code>, <code>organization</code>
              </>
            ),
            aside: 400,
            lines: ["A list of sentences on what is wrong with this field, as Django words them."],
          },
        ]}
      />
      <p>
        An account that may not have personal tokens gets 403, too many tries get 429: see{" "}
        <To id="rest-errors" />.
      </p>
    </Chapter>
  );
}
