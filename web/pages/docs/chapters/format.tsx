import { CodeBlock } from "../code-block.tsx";
import { Entries } from "../entries.tsx";
import { Chapter, To } from "../parts.tsx";

const SHAPE = String.raw`\blk_[0-9A-Za-z]{12}_[0-9A-Za-z]{38}\b`;

const CHECKSUM = `import zlib

DIGITS = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz"

def checksum(body):  # all of the token but its last six characters
    rest, digits = zlib.crc32(body.encode("ascii")), ""
    for _ in range(6):
        rest, digit = divmod(rest, 62)
        digits = DIGITS[digit] + digits
    return digits
`;

export function Format() {
  return (
    <Chapter id="format">
      <p>
        Tokens can be told from any other text, so that secret scanners find them in code, logs and chats.
        This is the expression for them:
      </p>
      <CodeBlock what="expression" text={SHAPE} />
      <Entries
        of={[
          {
            name: <code>lk</code>,
            lines: ["The prefix, or the `TOKEN_PREFIX` that a deployment sets instead."],
          },
          {
            name: "12 characters",
            lines: [
              "The token's id. Together with the prefix it is what lists, mails and activity show: `lk_3fA9xQ2LmZ7p`.",
            ],
          },
          {
            name: "32 characters",
            lines: ["The secret: 190 random bits. Latchkey keeps its SHA-256 and nothing else."],
          },
          {
            name: "6 characters",
            lines: [
              "The checksum: the CRC-32 (zlib's) of all before it, as six digits to the base 62, the most significant first.",
            ],
          },
        ]}
      />
      <p>
        A scanner that checks the checksum raises no false alarms, and needs no network for it. In Python:
      </p>
      <CodeBlock what="checksum in Python" text={CHECKSUM} />
      <p>
        Found one? End it at once, without signing in: <To id="revocation" />. An administrator of its
        organization can look up its owner at <b>Organization API tokens</b>, under{" "}
        <b>Whose token is this?</b>: the browser hashes it there, and sends only the hash.
      </p>
    </Chapter>
  );
}
