import { createHash } from "node:crypto";
import { readCbor } from "./cbor.ts";
import { accept, NotAccepted } from "./not-accepted.ts";
import type { RelyingParty } from "./relying-party.ts";

/** WebAuthn §6.1: `rpIdHash`, flags, signature counter; then, where the flags say so, the credential and extensions. */
const HASH_BYTES = 32;
const COUNTER_AT = 33;
const FIXED_BYTES = 37;
const CREDENTIAL_ID_AT = FIXED_BYTES + 16 + 2;
const LONGEST_CREDENTIAL_ID = 1023;
const DEEPEST = 4;

const FLAGS = {
  userPresent: 0x01,
  userVerified: 0x04,
  backupEligible: 0x08,
  backedUp: 0x10,
  credential: 0x40,
  extensions: 0x80,
};

export type AuthenticatorData = {
  counter: number;
  /** Whether a service stores the key and syncs it to other devices. */
  isBackedUp: boolean;
  /** Registrations only: the new credential, its key as a COSE key (RFC 9053). */
  credential: { id: Uint8Array; publicKey: Uint8Array } | null;
};

/**
 * Parses authenticator data and checks what every ceremony needs: it was for this relying party, and the user was
 * present and verified.
 * @throws NotAccepted
 */
export function readAuthenticatorData(bytes: Uint8Array, { id }: RelyingParty): AuthenticatorData {
  accept(bytes.length >= FIXED_BYTES, "authenticator-data");
  const flags = bytes[HASH_BYTES] as number;
  const has = (flag: keyof typeof FLAGS) => (flags & FLAGS[flag]) !== 0;
  accept(createHash("sha256").update(id).digest().equals(bytes.subarray(0, HASH_BYTES)), "relying-party");
  accept(has("userPresent"), "user-presence");
  accept(has("userVerified"), "user-verification");
  accept(has("backupEligible") || !has("backedUp"), "backup-state");
  let rest = bytes.subarray(FIXED_BYTES);
  let credential: AuthenticatorData["credential"] = null;
  if (has("credential")) {
    credential = readCredential(bytes);
    rest = bytes.subarray(CREDENTIAL_ID_AT + credential.id.length + credential.publicKey.length);
  }
  if (has("extensions")) rest = rest.subarray(sizeOfCbor(rest));
  accept(rest.length === 0, "authenticator-data");
  return { counter: viewOf(bytes).getUint32(COUNTER_AT), isBackedUp: has("backedUp"), credential };
}

function readCredential(bytes: Uint8Array): NonNullable<AuthenticatorData["credential"]> {
  accept(bytes.length >= CREDENTIAL_ID_AT, "authenticator-data");
  const length = viewOf(bytes).getUint16(CREDENTIAL_ID_AT - 2);
  accept(length > 0 && length <= LONGEST_CREDENTIAL_ID, "credential");
  const keyAt = CREDENTIAL_ID_AT + length;
  accept(bytes.length > keyAt, "authenticator-data");
  const key = bytes.subarray(keyAt);
  return { id: bytes.slice(CREDENTIAL_ID_AT, keyAt), publicKey: key.slice(0, sizeOfCbor(key)) };
}

function sizeOfCbor(bytes: Uint8Array): number {
  try {
    return readCbor(bytes, DEEPEST).size;
  } catch {
    throw new NotAccepted("authenticator-data");
  }
}

function viewOf(bytes: Uint8Array): DataView {
  return new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
}
