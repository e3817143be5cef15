import { type RandomBytes, randomBase62 } from "../../../domain/base62.ts";
import { toBase64url } from "../../../sign-in/passkeys/base64url.ts";

const SECRET_LENGTH = 43;

/** What the browser keeps of a sign-in that it begins; 256 bits. */
export function newFlowSecret(randomBytes: RandomBytes): string {
  return randomBase62(SECRET_LENGTH, randomBytes);
}

/**
 * The `state` that goes to the provider and back. Addresses end up in histories and logs: whoever reads one there
 * still lacks the secret of the browser that began.
 */
export async function stateOf(secret: string): Promise<string> {
  return toBase64url(await sha256(secret));
}

/** What is stored of a `state`: a reader of the database cannot complete a sign-in that somebody else began. */
export function hashOfState(state: string): Promise<Uint8Array> {
  return sha256(state);
}

async function sha256(text: string): Promise<Uint8Array> {
  return new Uint8Array(await crypto.subtle.digest("SHA-256", new TextEncoder().encode(text)));
}
