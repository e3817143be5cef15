import { createHash } from "node:crypto";
import { readAuthenticatorData } from "./authenticator-data.ts";
import { fromBase64url } from "./base64url.ts";
import { readClientData } from "./client-data.ts";
import { accept } from "./not-accepted.ts";
import { readPublicKey } from "./public-key.ts";
import type { RelyingParty } from "./relying-party.ts";
import type { AssertionResponse } from "./responses.ts";

export type Asserted = {
  /** The challenge that it answers; the caller still has to find it among those that were asked. */
  challenge: Uint8Array;
  counter: number;
  isBackedUp: boolean;
};

/**
 * WebAuthn §7.2, "verifying an authentication assertion", for a passkey found by its id.
 * @throws NotAccepted
 */
export function readAssertion(
  { response }: AssertionResponse,
  relyingParty: RelyingParty,
  passkey: { userId: string; publicKey: Uint8Array },
): Asserted {
  const { userHandle } = response;
  accept(!userHandle || userOf(userHandle) === passkey.userId, "user");
  const clientData = readClientData(response.clientDataJSON, "webauthn.get", relyingParty);
  const authenticatorData = fromBase64url(response.authenticatorData);
  const { counter, isBackedUp } = readAuthenticatorData(authenticatorData, relyingParty);
  const clientDataHash = createHash("sha256").update(clientData.bytes).digest();
  const signed = new Uint8Array(authenticatorData.length + clientDataHash.length);
  signed.set(authenticatorData);
  signed.set(clientDataHash, authenticatorData.length);
  const { hasSigned } = readPublicKey(passkey.publicKey);
  accept(hasSigned(signed, fromBase64url(response.signature)), "signature");
  return { challenge: clientData.challenge, counter, isBackedUp };
}

/** Whether somebody else may have used a copy of the key (§7.2 step 22). Synced passkeys do not count, and send 0. */
export function wentBack(stored: number, counter: number): boolean {
  return (stored > 0 || counter > 0) && counter <= stored;
}

function userOf(handle: string): string {
  return new TextDecoder().decode(fromBase64url(handle));
}
