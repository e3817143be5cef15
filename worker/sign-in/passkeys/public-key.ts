import { createPublicKey, type KeyObject, verify } from "node:crypto";
import { toBase64url } from "./base64url.ts";
import { type CborMap, readCborMap } from "./cbor.ts";
import { accept, NotAccepted } from "./not-accepted.ts";

/** The parameters of a COSE key, as RFC 9053 names them, and the algorithms of the IANA registry. */
const LABEL = { type: 1, algorithm: 3, curve: -1, x: -2, y: -3, n: -1, e: -2 };

export const ALGORITHMS = { ed25519: -8, es256: -7, rs256: -257 } as const;

const OKP = 1;
const EC2 = 2;
const RSA = 3;
const P256 = 1;
const ED25519 = 6;

/** NIST SP 800-131A; a longer key only makes signatures slow. */
const RSA_BYTES = { least: 256, most: 512 };

export type PublicKey = {
  algorithm: number;
  /** Whether this is the key's signature (WebAuthn §6.5.5) of the message. */
  hasSigned: (message: Uint8Array, signature: Uint8Array) => boolean;
};

/**
 * @throws NotAccepted for a malformed key, an algorithm that we do not ask for, or a point outside the key's curve
 */
export function readPublicKey(cose: Uint8Array): PublicKey {
  const parameters = decode(cose);
  const algorithm = parameters.get(LABEL.algorithm);
  const key = keyOf(parameters, algorithm);
  const digest = algorithm === ALGORITHMS.ed25519 ? null : "sha256";
  return {
    algorithm: algorithm as number,
    hasSigned: (message, signature) => {
      try {
        return verify(digest, message, key, signature);
      } catch {
        return false;
      }
    },
  };
}

function keyOf(parameters: CborMap, algorithm: unknown): KeyObject {
  const type = parameters.get(LABEL.type);
  const curve = parameters.get(LABEL.curve);
  const part = (label: number) => {
    const bytes = parameters.get(label);
    accept(bytes instanceof Uint8Array, "public-key");
    return toBase64url(bytes);
  };
  switch (algorithm) {
    case ALGORITHMS.ed25519:
      accept(type === OKP && curve === ED25519, "public-key");
      return imported({ kty: "OKP", crv: "Ed25519", x: part(LABEL.x) });
    case ALGORITHMS.es256:
      accept(type === EC2 && curve === P256, "public-key");
      return imported({ kty: "EC", crv: "P-256", x: part(LABEL.x), y: part(LABEL.y) });
    case ALGORITHMS.rs256: {
      const modulus = parameters.get(LABEL.n);
      accept(type === RSA && modulus instanceof Uint8Array, "public-key");
      accept(modulus.length >= RSA_BYTES.least && modulus.length <= RSA_BYTES.most, "public-key");
      return imported({ kty: "RSA", n: part(LABEL.n), e: part(LABEL.e) });
    }
    default:
      throw new NotAccepted("algorithm");
  }
}

function imported(jwk: Record<string, string>): KeyObject {
  try {
    return createPublicKey({ key: jwk, format: "jwk" });
  } catch {
    throw new NotAccepted("public-key");
  }
}

function decode(cose: Uint8Array): CborMap {
  try {
    return readCborMap(cose, 1);
  } catch {
    throw new NotAccepted("public-key");
  }
}
