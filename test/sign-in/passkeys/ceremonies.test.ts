import { verifyAuthenticationResponse, verifyRegistrationResponse } from "@simplewebauthn/server";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { readAssertion, wentBack } from "../../../worker/sign-in/passkeys/assertion.ts";
import { NotAccepted } from "../../../worker/sign-in/passkeys/not-accepted.ts";
import { creationOptions, requestOptions } from "../../../worker/sign-in/passkeys/options.ts";
import { readRegistration } from "../../../worker/sign-in/passkeys/registration.ts";
import { relyingPartyAt } from "../../../worker/sign-in/passkeys/relying-party.ts";
import { assertionSchema, registrationSchema } from "../../../worker/sign-in/passkeys/responses.ts";
import {
  authenticator,
  BACKED_UP,
  BACKUP_ELIGIBLE,
  decode,
  encode,
  PRESENT,
  type Said,
  VERIFIED,
} from "../../factories/authenticator.ts";

const origin = "https://tokens.example.com";
const relyingParty = relyingPartyAt(origin);
const challenge = encode(crypto.getRandomValues(new Uint8Array(32)));
const said: Said = { challenge, origin };
const userId = "usr_0123456789AB";
const userHandle = encode(new TextEncoder().encode(userId));

const ALGORITHMS = ["es256", "ed25519", "rs256"] as const;
const authenticators = Object.fromEntries(
  await Promise.all(ALGORITHMS.map(async (name) => [name, await authenticator(name)] as const)),
) as Record<(typeof ALGORITHMS)[number], Awaited<ReturnType<typeof authenticator>>>;

type Registration = Awaited<ReturnType<(typeof authenticators)["es256"]["registers"]>>;
type Assertion = Awaited<ReturnType<(typeof authenticators)["es256"]["asserts"]>>;

const flawOf = (work: () => unknown) => {
  try {
    work();
    return null;
  } catch (error) {
    if (error instanceof NotAccepted) return error.flaw;
    throw error;
  }
};
const registering = (response: unknown) =>
  flawOf(() => readRegistration(registrationSchema.parse(response), relyingParty));
const asserting = (response: unknown, publicKey: Uint8Array, of = userId) =>
  flawOf(() => readAssertion(assertionSchema.parse(response), relyingParty, { userId: of, publicKey }));

/** The verdict of a widely used library on the same answer. */
const theirs = {
  registering: (response: Registration) =>
    verifyRegistrationResponse({
      response: response as never,
      expectedChallenge: challenge,
      expectedOrigin: origin,
      expectedRPID: relyingParty.id,
      requireUserVerification: true,
      supportedAlgorithmIDs: [-8, -7, -257],
    }).then(
      ({ verified }) => verified,
      () => false,
    ),
  asserting: (response: Assertion, { publicKey, counter = 0 }: { publicKey: number[]; counter?: number }) =>
    verifyAuthenticationResponse({
      response: response as never,
      expectedChallenge: challenge,
      expectedOrigin: origin,
      expectedRPID: relyingParty.id,
      requireUserVerification: true,
      credential: { id: response.id, publicKey: Uint8Array.from(publicKey), counter },
    }).then(
      ({ verified }) => verified,
      () => false,
    ),
};

describe.each(ALGORITHMS)("%s", (name) => {
  const key = authenticators[name];
  const publicKey = Uint8Array.from(key.publicKey);

  test("a registration is read, and simplewebauthn takes it too", async () => {
    const response = await key.registers({
      ...said,
      counter: 7,
      flags: PRESENT | VERIFIED | BACKUP_ELIGIBLE | BACKED_UP,
    });
    expect(readRegistration(registrationSchema.parse(response), relyingParty)).toEqual({
      challenge: decode(challenge),
      credentialId: key.credentialId,
      publicKey,
      counter: 7,
      isBackedUp: true,
      transports: ["internal"],
    });
    expect(await theirs.registering(response)).toBe(true);
  });

  test("an assertion is read, with the user's handle and without, and simplewebauthn takes it too", async () => {
    for (const handle of [userHandle, null]) {
      const response = await key.asserts({ ...said, counter: 8, userHandle: handle });
      const read = readAssertion(assertionSchema.parse(response), relyingParty, { userId, publicKey });
      expect(read).toEqual({ challenge: decode(challenge), counter: 8, isBackedUp: false });
      expect(await theirs.asserting(response, { publicKey: key.publicKey })).toBe(true);
    }
  });

  test("of an assertion each byte counts: one that is changed, and it is refused", async () => {
    const response = await key.asserts({ ...said, counter: 8, userHandle });
    const parts = ["clientDataJSON", "authenticatorData", "signature", "userHandle"] as const;
    for (const part of parts) {
      const whole = decode(response.response[part] as string);
      for (let at = 0; at < whole.length; at++) {
        const changed = whole.slice();
        changed[at] = (changed[at] as number) ^ (1 << (at % 8));
        const forged = { ...response, response: { ...response.response, [part]: encode(changed) } };
        expect(asserting(forged, publicKey), `${part} ${at}`).not.toBeNull();
      }
    }
  });

  test("nor another key's, nor one that is cut off or goes on", async () => {
    const response = await key.asserts({ ...said, userHandle });
    const other = await authenticator(name);
    expect(asserting(response, Uint8Array.from(other.publicKey))).toBe("signature");
    for (const part of ["authenticatorData", "signature"] as const) {
      const whole = decode(response.response[part] as string);
      for (const odd of [whole.subarray(0, -1), Uint8Array.from([...whole, 0]), new Uint8Array()]) {
        const forged = { ...response, response: { ...response.response, [part]: encode(odd) } };
        expect(asserting(forged, publicKey)).not.toBeNull();
      }
    }
  });
});

/** Each is signed as it stands: only the check itself can find the flaw. */
const WRONG: [string, Partial<Said>, string][] = [
  ["of the other ceremony", { type: "webauthn.elsewhere" }, "type"],
  [
    "made at another origin",
    { origin: "https://tokens.example.com.evil.example", rpId: relyingParty.id },
    "origin",
  ],
  [
    "made at the origin without its scheme's port",
    { origin: `${origin}:8443`, rpId: relyingParty.id },
    "origin",
  ],
  ["made in a frame", { clientData: { crossOrigin: true } }, "origin"],
  ["made in a frame that says where", { clientData: { topOrigin: "https://evil.example" } }, "origin"],
  ["for another relying party", { rpId: "example.com" }, "relying-party"],
  ["with nobody there", { flags: VERIFIED }, "user-presence"],
  ["with nobody verified", { flags: PRESENT }, "user-verification"],
  ["backed up without being able to", { flags: PRESENT | VERIFIED | BACKED_UP }, "backup-state"],
  ["with no challenge", { clientData: { challenge: undefined } }, "challenge"],
  ["with half a challenge", { challenge: challenge.slice(0, 20) }, "challenge"],
];

describe("an answer that is signed well is refused", () => {
  const key = authenticators.es256;

  test.each(WRONG)("%s", async (_, otherwise, flaw) => {
    expect(registering(await key.registers({ ...said, ...otherwise }))).toBe(flaw);
    const assertion = await key.asserts({ ...said, ...otherwise, userHandle });
    expect(asserting(assertion, Uint8Array.from(key.publicKey))).toBe(flaw);
    // The library leaves frames to its caller.
    if (flaw === "origin" && otherwise.clientData) return;
    expect(await theirs.asserting(assertion, { publicKey: key.publicKey })).toBe(false);
    expect(await theirs.registering(await key.registers({ ...said, ...otherwise }))).toBe(false);
  });

  test("of somebody else's passkey", async () => {
    const response = await key.asserts({ ...said, userHandle });
    expect(asserting(response, Uint8Array.from(key.publicKey), "usr_somebodyElse")).toBe("user");
  });
});

describe("a registration", () => {
  const key = authenticators.es256;
  const withCredential = async (change: (authData: number[]) => number[]) => {
    const response = await key.registers(said);
    const object = [...decode(response.response.attestationObject)];
    // The last entry of the map is the authenticator data, after two bytes of length.
    const start = object.length - key.publicKey.length - key.credentialId.length - 55;
    const data = change(object.slice(start));
    const whole = [...object.slice(0, start - 1), data.length, ...data];
    return {
      ...response,
      response: { ...response.response, attestationObject: encode(Uint8Array.from(whole)) },
    };
  };

  test("is refused where its id is not that of the credential", async () => {
    const response = await key.registers(said);
    expect(registering({ ...response, rawId: encode(new Uint8Array(32)) })).toBe("credential");
    expect(registering(await withCredential((data) => data))).toBeNull();
  });

  test("is refused with a key that is no point of its curve, of another algorithm, or with a rest", async () => {
    const keyAt = 55 + key.credentialId.length;
    const at = (index: number, value: number) => (data: number[]) => data.with(keyAt + index, value);
    expect(registering(await withCredential((data) => data.with(-1, (data.at(-1) as number) ^ 1)))).toBe(
      "public-key",
    );
    // ES384, and a P-256 key that calls itself Ed25519.
    expect(registering(await withCredential((data) => data.toSpliced(keyAt + 4, 1, 0x38, 0x22)))).toBe(
      "algorithm",
    );
    expect(registering(await withCredential(at(4, 0x27)))).toBe("public-key");
    expect(registering(await withCredential((data) => [...data, 0]))).toBe("authenticator-data");
    expect(registering(await withCredential((data) => data.slice(0, keyAt)))).toBe("authenticator-data");
    expect(registering(await withCredential((data) => data.with(32, 0x05)))).toBe("authenticator-data");
  });

  test("with extensions is read, whatever they say", async () => {
    const extended = await withCredential((data) => [...data.with(32, 0xc5), 0xa1, 0x61, 0x78, 0xf5]);
    expect(registering(extended)).toBeNull();
  });

  test("is refused, and never a fault, whatever it is made of", async () => {
    const response = await key.registers(said);
    const object = decode(response.response.attestationObject);
    fc.assert(
      fc.property(
        fc.oneof(
          fc.uint8Array({ maxLength: 300 }),
          fc
            .tuple(fc.nat(object.length - 1), fc.nat(255))
            .map(([at, byte]) => object.with(at, byte) as Uint8Array),
        ),
        (bytes) => {
          const odd = { ...response.response, attestationObject: encode(bytes) };
          registering({ ...response, response: odd });
          asserting(
            {
              ...response,
              response: { ...odd, authenticatorData: encode(bytes), signature: encode(bytes) },
            },
            bytes,
          );
        },
      ),
    );
  });
});

test("a counter goes back where it does not grow, unless it counts nothing", () => {
  expect([wentBack(0, 0), wentBack(0, 1), wentBack(5, 6)]).toEqual([false, false, false]);
  expect([wentBack(5, 5), wentBack(5, 4), wentBack(5, 0)]).toEqual([true, true, true]);
});

test("options are as browsers take them", () => {
  const known = [{ credentialId: new Uint8Array([251, 255]), transports: ["internal"] }];
  const bytes = new Uint8Array(32).fill(255);
  const user = { id: userId, name: "mei@northwind.example", displayName: "Mei Tanaka" };
  expect(creationOptions(relyingParty, bytes, user, known, 300_000)).toEqual({
    rp: { id: "tokens.example.com", name: "Latchkey" },
    user: { ...user, id: userHandle },
    challenge: encode(bytes),
    pubKeyCredParams: [-8, -7, -257].map((alg) => ({ type: "public-key", alg })),
    timeout: 300_000,
    excludeCredentials: [{ type: "public-key", id: "-_8", transports: ["internal"] }],
    authenticatorSelection: {
      residentKey: "required",
      requireResidentKey: true,
      userVerification: "required",
    },
    attestation: "none",
  });
  expect(requestOptions(relyingParty, bytes, [], 300_000)).toEqual({
    rpId: "tokens.example.com",
    challenge: encode(bytes),
    timeout: 300_000,
    allowCredentials: [],
    userVerification: "required",
  });
  expect(relyingPartyAt("http://localhost:8787").id).toBe("localhost");
});
