import { toBase64url } from "./base64url.ts";
import { ALGORITHMS } from "./public-key.ts";
import type { RelyingParty } from "./relying-party.ts";

type Known = { credentialId: Uint8Array; transports: readonly string[] };

/**
 * `PublicKeyCredentialCreationOptionsJSON`, as `PublicKeyCredential.parseCreationOptionsFromJSON` takes it. The
 * passkey is discoverable, so nobody has to type an address, and it verifies its user by a PIN, a finger or a face.
 */
export function creationOptions(
  { id, name }: RelyingParty,
  challenge: Uint8Array,
  user: { id: string; name: string; displayName: string },
  known: readonly Known[],
  timeoutMs: number,
) {
  return {
    rp: { id, name },
    // A user handle reveals nothing of the person (§14.6.1).
    user: { ...user, id: toBase64url(new TextEncoder().encode(user.id)) },
    challenge: toBase64url(challenge),
    pubKeyCredParams: Object.values(ALGORITHMS).map((alg) => ({ type: "public-key" as const, alg })),
    timeout: timeoutMs,
    excludeCredentials: known.map(described),
    authenticatorSelection: {
      residentKey: "required" as const,
      requireResidentKey: true,
      userVerification: "required" as const,
    },
    attestation: "none" as const,
  };
}

/** `PublicKeyCredentialRequestOptionsJSON`; `known` is empty if nobody has said who they are. */
export function requestOptions(
  { id }: RelyingParty,
  challenge: Uint8Array,
  known: readonly Known[],
  timeoutMs: number,
) {
  return {
    rpId: id,
    challenge: toBase64url(challenge),
    timeout: timeoutMs,
    allowCredentials: known.map(described),
    userVerification: "required" as const,
  };
}

function described({ credentialId, transports }: Known) {
  return { type: "public-key" as const, id: toBase64url(credentialId), transports: [...transports] };
}
