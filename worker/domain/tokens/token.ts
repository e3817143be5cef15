import { BASE62, type RandomBytes, randomBase62 } from "../base62.ts";
import { IDENTIFIER_LENGTH } from "../identifiers.ts";
import { crc32 } from "./crc32.ts";
import { PlainToken } from "./secret.ts";
import { tokenText } from "./token-text.ts";

export type TokenKind = "session" | "api";

const SECRET_LENGTH = 32;
const CHECKSUM_LENGTH = 6;
const SHAPE = new RegExp(
  `^([a-z][a-z0-9]{0,11})_([0-9A-Za-z]{${IDENTIFIER_LENGTH}})_[0-9A-Za-z]{${SECRET_LENGTH + CHECKSUM_LENGTH}}$`,
);

/** Longer than any token of any deployment: a longer text is not even matched. */
const LONGEST = 12 + 1 + IDENTIFIER_LENGTH + 1 + SECRET_LENGTH + CHECKSUM_LENGTH;

/** The prefix of this deployment's API tokens (`lk_`) or sessions (`lks_`). */
function kindPrefix(kind: TokenKind, tokenPrefix: string): string {
  return kind === "api" ? tokenPrefix : `${tokenPrefix}s`;
}

/** A new token: prefix, id, 190 bits of secret, CRC-32. */
export function generateToken(
  kind: TokenKind,
  tokenPrefix: string,
  randomBytes: RandomBytes,
): { id: string; plain: PlainToken } {
  const id = randomBase62(IDENTIFIER_LENGTH, randomBytes);
  return { id, plain: generateSecret(kind, id, tokenPrefix, randomBytes) };
}

/** A new secret for the token with this id. */
export function generateSecret(
  kind: TokenKind,
  id: string,
  tokenPrefix: string,
  randomBytes: RandomBytes,
): PlainToken {
  const body = `${kindPrefix(kind, tokenPrefix)}_${id}_${randomBase62(SECRET_LENGTH, randomBytes)}`;
  return new PlainToken(body + checksum(body));
}

/** Parses a presented token; null if shape, prefix or checksum are not this deployment's. No I/O. */
export function parseToken(
  given: string,
  tokenPrefix: string,
): { id: string; kind: TokenKind; plain: PlainToken } | null {
  const text = tokenText(given);
  if (text.length > LONGEST) return null;
  const match = SHAPE.exec(text);
  if (!match) return null;
  const [, prefix, id] = match as unknown as [string, string, string];
  const kind = prefix === tokenPrefix ? "api" : prefix === `${tokenPrefix}s` ? "session" : null;
  if (kind === null) return null;
  return isIntact(text) ? { id, kind, plain: new PlainToken(text) } : null;
}

/** Whether a text with a token's shape ends with its own checksum. */
export function isIntact(text: string): boolean {
  return checksum(text.slice(0, -CHECKSUM_LENGTH)) === text.slice(-CHECKSUM_LENGTH);
}

/** What lists and dialogs show of an API token, to compare with one held elsewhere: `lk_3fA9xQ2LmZ7p`. */
export function displayPrefix(id: string, tokenPrefix: string): string {
  return `${kindPrefix("api", tokenPrefix)}_${id}`;
}

/** The CRC-32 of the text before it, as six base62 digits, most significant first. */
function checksum(body: string): string {
  let rest = crc32(body);
  let digits = "";
  for (let place = 0; place < CHECKSUM_LENGTH; place++) {
    digits = BASE62[rest % 62] + digits;
    rest = Math.floor(rest / 62);
  }
  return digits;
}
