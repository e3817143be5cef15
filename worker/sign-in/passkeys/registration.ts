import { readAuthenticatorData } from "./authenticator-data.ts";
import { fromBase64url } from "./base64url.ts";
import { readCborMap } from "./cbor.ts";
import { readClientData } from "./client-data.ts";
import { accept, NotAccepted } from "./not-accepted.ts";
import { readPublicKey } from "./public-key.ts";
import type { RelyingParty } from "./relying-party.ts";
import type { RegistrationResponse } from "./responses.ts";

/** An attestation object, its statement, a list of certificates, a certificate. */
const DEEPEST = 4;

export type Registered = {
  /** The challenge that it answers; the caller still has to find it among those that were asked. */
  challenge: Uint8Array;
  credentialId: Uint8Array;
  publicKey: Uint8Array;
  counter: number;
  isBackedUp: boolean;
  transports: string[];
};

/**
 * WebAuthn §7.1, "registering a new credential". No attestation is asked for and any that comes is ignored (step 24):
 * an authenticator's make does not matter here.
 * @throws NotAccepted
 */
export function readRegistration(
  { rawId, response }: RegistrationResponse,
  relyingParty: RelyingParty,
): Registered {
  const { challenge } = readClientData(response.clientDataJSON, "webauthn.create", relyingParty);
  const data = readAuthenticatorData(authenticatorDataIn(response.attestationObject), relyingParty);
  accept(data.credential !== null, "credential");
  const { id, publicKey } = data.credential;
  accept(sameBytes(id, fromBase64url(rawId)), "credential");
  readPublicKey(publicKey);
  const { counter, isBackedUp } = data;
  return {
    challenge,
    credentialId: id,
    publicKey,
    counter,
    isBackedUp,
    transports: [...new Set(response.transports)],
  };
}

function authenticatorDataIn(attestationObject: string): Uint8Array {
  let data: unknown;
  try {
    data = readCborMap(fromBase64url(attestationObject), DEEPEST).get("authData");
  } catch {
    throw new NotAccepted("attestation");
  }
  accept(data instanceof Uint8Array, "attestation");
  return data;
}

function sameBytes(one: Uint8Array, other: Uint8Array): boolean {
  return one.length === other.length && one.every((byte, at) => byte === other[at]);
}
