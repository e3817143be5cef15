/** Digits, capitals, small letters: the order that gives the checksum's digits their values. */
export const BASE62 = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz";

/** Returns `length` random bytes; in the Worker this is `crypto.getRandomValues`. */
export type RandomBytes = (length: number) => Uint8Array;

/** The largest multiple of 62 below 256: higher bytes would favour the first digits. */
const UNBIASED_BELOW = 248;

/** `length` base62 characters, each equally likely: 5.95 bits of entropy per character. */
export function randomBase62(length: number, randomBytes: RandomBytes): string {
  let text = "";
  while (text.length < length) {
    for (const byte of randomBytes(length + 8)) {
      if (byte < UNBIASED_BELOW && text.length < length) text += BASE62[byte % 62];
    }
  }
  return text;
}
