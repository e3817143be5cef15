import { Buffer } from "node:buffer";
import { type ScryptOptions, scrypt, timingSafeEqual } from "node:crypto";
import type { RandomBytes } from "../domain/base62.ts";
import { normalizePassword } from "../domain/users/password-length.ts";

/** OWASP Password Storage Cheat Sheet: 16 MiB, about 140 ms. */
const COST = { ln: 14, r: 8, p: 5 };
const SALT_BYTES = 16;
const KEY_BYTES = 32;

const STORED = /^\$scrypt\$ln=(\d+),r=(\d+),p=(\d+)\$([A-Za-z0-9+/]+)\$([A-Za-z0-9+/]+)$/;

/** A hash in the PHC string format: `$scrypt$ln=14,r=8,p=5$<salt>$<key>`. */
export async function hashPassword(password: string, randomBytes: RandomBytes): Promise<string> {
  const salt = randomBytes(SALT_BYTES);
  const key = await derive(password, salt, COST);
  return `$scrypt$ln=${COST.ln},r=${COST.r},p=${COST.p}$${base64(salt)}$${base64(key)}`;
}

/**
 * Whether this is the password. Without a stored hash the same work is done, so that the time taken does not reveal
 * whether the address is known.
 */
export async function verifyPassword(password: string, stored: string | null): Promise<boolean> {
  const match = STORED.exec(stored ?? "");
  if (!match) {
    await derive(password, new Uint8Array(SALT_BYTES), COST);
    return false;
  }
  const [, ln, r, p, salt, key] = match as unknown as [string, string, string, string, string, string];
  const expected = Buffer.from(key, "base64");
  const derived = await derive(password, Buffer.from(salt, "base64"), { ln: +ln, r: +r, p: +p });
  return derived.length === expected.length && timingSafeEqual(derived, expected);
}

function derive(password: string, salt: Uint8Array, { ln, r, p }: typeof COST): Promise<Buffer> {
  const options: ScryptOptions = { N: 2 ** ln, r, p, maxmem: 64 * 1024 * 1024 };
  return new Promise((resolve, reject) => {
    scrypt(normalizePassword(password), salt, KEY_BYTES, options, (error, key) =>
      error ? reject(error) : resolve(key),
    );
  });
}

/** PHC strings leave out base64's padding. */
function base64(bytes: Uint8Array): string {
  return Buffer.from(bytes).toString("base64").replace(/=+$/, "");
}
