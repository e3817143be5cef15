import { Buffer } from "node:buffer";

const REDACTED = "[token]";
const HASH_BYTES = 32;

/**
 * A token in the clear. It cannot be printed, serialised or compared by accident: whoever needs the
 * characters says `reveal()`, which happens in one place, the answer that made it.
 */
export class PlainToken {
  readonly #text: string;

  constructor(text: string) {
    this.#text = text;
  }

  reveal(): string {
    return this.#text;
  }

  /** SHA-256 of the whole token: enough, because 190 random bits need no slow hash (OWASP). */
  async hash(): Promise<TokenHash> {
    const digest = await crypto.subtle.digest("SHA-256", new TextEncoder().encode(this.#text));
    return new TokenHash(new Uint8Array(digest));
  }

  toString(): string {
    return REDACTED;
  }

  toJSON(): string {
    return REDACTED;
  }
}

/** What is stored of a token. */
export class TokenHash {
  readonly bytes: Uint8Array;

  constructor(bytes: Uint8Array) {
    if (bytes.length !== HASH_BYTES) throw new RangeError(`a token hash has ${HASH_BYTES} bytes`);
    this.bytes = bytes;
  }

  /** In time that depends on nothing but the length. */
  equals(other: TokenHash): boolean {
    let difference = 0;
    for (let at = 0; at < HASH_BYTES; at++) {
      difference |= (this.bytes[at] as number) ^ (other.bytes[at] as number);
    }
    return difference === 0;
  }

  toHex(): string {
    return Buffer.from(this.bytes).toString("hex");
  }

  static fromHex(hex: string): TokenHash {
    return new TokenHash(Buffer.from(hex, "hex"));
  }
}
