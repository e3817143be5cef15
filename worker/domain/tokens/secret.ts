import { hexOf } from "../hex.ts";

const encoder = new TextEncoder();

const REDACTED = "[token]";

/**
 * A token in the clear. It cannot be printed, serialised or compared by accident. Only `reveal()` gives its
 * characters, and only the answer that made it calls that.
 */
export class PlainToken {
  readonly #text: string;

  constructor(text: string) {
    this.#text = text;
  }

  reveal(): string {
    return this.#text;
  }

  /** SHA-256 of the whole token. 190 random bits need no slow hash (OWASP). */
  async hash(): Promise<TokenHash> {
    const digest = await crypto.subtle.digest("SHA-256", encoder.encode(this.#text));
    return new TokenHash(new Uint8Array(digest));
  }

  toString(): string {
    return REDACTED;
  }

  toJSON(): string {
    return REDACTED;
  }
}

const HASH_BYTES = 32;
const HEX = /^[0-9a-f]{64}$/;

/** The stored form of a token. */
export class TokenHash {
  readonly #hex: string;

  /** @throws RangeError for anything but 32 bytes, or their 64 lower-case hexadecimal digits */
  constructor(hash: Uint8Array | string) {
    const isHash = typeof hash === "string" ? HEX.test(hash) : hash.length === HASH_BYTES;
    if (!isHash) throw new RangeError(`a token hash has ${HASH_BYTES} bytes`);
    this.#hex = typeof hash === "string" ? hash : hexOf(hash);
  }

  /** In constant time for a given length. */
  equals(other: TokenHash): boolean {
    let difference = 0;
    for (let at = 0; at < this.#hex.length; at++) {
      difference |= this.#hex.charCodeAt(at) ^ other.#hex.charCodeAt(at);
    }
    return difference === 0;
  }

  toHex(): string {
    return this.#hex;
  }

  toBytes(): Uint8Array {
    return Uint8Array.from(this.#hex.match(/../g) ?? [], (digits) => Number.parseInt(digits, 16));
  }
}
