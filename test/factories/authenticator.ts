import { Buffer } from "node:buffer";

type Algorithm = "es256" | "ed25519" | "rs256";

/** How WebCrypto makes and uses the keys. */
const KEYS = {
  es256: {
    made: { name: "ECDSA", namedCurve: "P-256" },
    signing: { name: "ECDSA", hash: "SHA-256" },
  },
  ed25519: { made: { name: "Ed25519" }, signing: { name: "Ed25519" } },
  rs256: {
    made: {
      name: "RSASSA-PKCS1-v1_5",
      modulusLength: 2048,
      publicExponent: new Uint8Array([1, 0, 1]),
      hash: "SHA-256",
    },
    signing: { name: "RSASSA-PKCS1-v1_5" },
  },
};

export const PRESENT = 0x01;
export const VERIFIED = 0x04;
export const BACKUP_ELIGIBLE = 0x08;
export const BACKED_UP = 0x10;
const ATTESTED = 0x40;

/** The answer of an authenticator and its browser; each part can be replaced. */
export type Said = {
  challenge: string;
  origin: string;
  rpId?: string;
  flags?: number;
  counter?: number;
  type?: string;
  userHandle?: string | null;
  clientData?: Record<string, unknown>;
};

/** A software authenticator with one passkey, with its browser. */
export async function authenticator(algorithm: Algorithm = "es256") {
  const pair = (await crypto.subtle.generateKey(KEYS[algorithm].made as never, true, [
    "sign",
    "verify",
  ])) as CryptoKeyPair;
  const jwk = (await crypto.subtle.exportKey("jwk", pair.publicKey)) as JsonWebKey;
  const publicKey = coseKey(algorithm, jwk);
  const credentialId = crypto.getRandomValues(new Uint8Array(32));
  const id = encode(credentialId);

  const clientData = ({ challenge, origin, type, clientData = {} }: Said, otherwise: string) =>
    new TextEncoder().encode(
      JSON.stringify({ type: type ?? otherwise, challenge, origin, crossOrigin: false, ...clientData }),
    );

  const authenticatorData = async (
    { rpId, origin, flags = PRESENT | VERIFIED, counter = 0 }: Said,
    attested: boolean,
  ) => {
    const hash = await sha256(new TextEncoder().encode(rpId ?? new URL(origin).hostname));
    const head = [...hash, flags | (attested ? ATTESTED : 0), ...uint(counter, 4)];
    if (!attested) return Uint8Array.from(head);
    return Uint8Array.from([
      ...head,
      ...new Uint8Array(16),
      ...uint(credentialId.length, 2),
      ...credentialId,
      ...publicKey,
    ]);
  };

  return {
    credentialId,
    publicKey,
    /** `RegistrationResponseJSON` */
    async registers(said: Said) {
      const authData = await authenticatorData(said, true);
      const attestationObject = [
        0xa3,
        ...text("fmt"),
        ...text("none"),
        ...text("attStmt"),
        0xa0,
        ...text("authData"),
        ...bytes(authData),
      ];
      return {
        id,
        rawId: id,
        type: "public-key" as const,
        authenticatorAttachment: "platform",
        clientExtensionResults: {},
        response: {
          clientDataJSON: encode(clientData(said, "webauthn.create")),
          attestationObject: encode(Uint8Array.from(attestationObject)),
          transports: ["internal"],
        },
      };
    },
    /** `AuthenticationResponseJSON` */
    async asserts(said: Said) {
      const data = await authenticatorData(said, false);
      const client = clientData(said, "webauthn.get");
      const message = Uint8Array.from([...data, ...(await sha256(client))]);
      const signature = new Uint8Array(
        await crypto.subtle.sign(KEYS[algorithm].signing as never, pair.privateKey, message),
      );
      return {
        id,
        rawId: id,
        type: "public-key" as const,
        clientExtensionResults: {},
        response: {
          clientDataJSON: encode(client),
          authenticatorData: encode(data),
          signature: encode(algorithm === "es256" ? der(signature) : signature),
          userHandle: said.userHandle ?? null,
        },
      };
    },
  };
}

export const encode = (data: Uint8Array) => Buffer.from(data).toString("base64url");
export const decode = (data: string) => Uint8Array.from(Buffer.from(data, "base64url"));

function coseKey(algorithm: Algorithm, { x = "", y = "", n = "", e = "" }: JsonWebKey): number[] {
  switch (algorithm) {
    case "es256":
      return [0xa5, 1, 2, 3, 0x26, 0x20, 1, 0x21, ...bytes(decode(x)), 0x22, ...bytes(decode(y))];
    case "ed25519":
      return [0xa4, 1, 1, 3, 0x27, 0x20, 6, 0x21, ...bytes(decode(x))];
    case "rs256":
      return [0xa4, 1, 3, 3, 0x39, 1, 0, 0x20, ...bytes(decode(n)), 0x21, ...bytes(decode(e))];
  }
}

/** The part of CBOR (RFC 8949) that is needed here. */
const text = (words: string) => [0x60 | words.length, ...new TextEncoder().encode(words)];

function bytes(data: Uint8Array): number[] {
  if (data.length < 24) return [0x40 | data.length, ...data];
  return data.length < 256 ? [0x58, data.length, ...data] : [0x59, ...uint(data.length, 2), ...data];
}

function uint(value: number, size: number): number[] {
  return Array.from({ length: size }, (_, at) => (value >>> (8 * (size - 1 - at))) & 255);
}

/** `ECDSA-Sig-Value` (RFC 3279), which authenticators write; WebCrypto writes only the two numbers. */
function der(signature: Uint8Array): Uint8Array {
  const integer = (number: Uint8Array) => {
    const first = number.findIndex((byte) => byte !== 0);
    const short = [...number.subarray(first)];
    const positive = (short[0] ?? 0) > 127 ? [0, ...short] : short;
    return [2, positive.length, ...positive];
  };
  const both = [...integer(signature.subarray(0, 32)), ...integer(signature.subarray(32))];
  return Uint8Array.from([0x30, both.length, ...both]);
}

async function sha256(data: Uint8Array): Promise<Uint8Array> {
  return new Uint8Array(await crypto.subtle.digest("SHA-256", data as BufferSource));
}
