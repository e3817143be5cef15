import { decodeCBOR } from "@oslojs/cbor";
import { isoCBOR } from "@simplewebauthn/server/helpers";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { type Cbor, readCbor, readCborMap } from "../../../worker/sign-in/passkeys/cbor.ts";

const DEEPEST = 4;

/** That library counts UTF-16 where it writes how long a text is, so texts are ASCII. */
const text = fc.string({ unit: "binary-ascii" });

const { value: written } = fc.letrec<{ value: Cbor }>((tie) => ({
  value: fc.oneof(
    { maxDepth: DEEPEST - 1 },
    fc.integer(),
    fc.maxSafeInteger(),
    text,
    fc.uint8Array({ maxLength: 300 }),
    fc.constant(undefined),
    fc.array(tie("value"), { maxLength: 30 }),
    fc
      .uniqueArray(fc.tuple(fc.oneof(fc.integer(), text), tie("value")), {
        selector: ([key]) => key,
        maxLength: 30,
      })
      .map((entries) => new Map(entries)),
  ),
}));
const encode = (value: Cbor): Uint8Array => isoCBOR.encode(value as never);

const sizeOf = (read: () => number): number | null => {
  try {
    return read();
  } catch {
    return null;
  }
};

describe("CBOR of passkeys", () => {
  test("is read as another library writes it, whatever comes behind", () => {
    fc.assert(
      fc.property(written, fc.uint8Array({ maxLength: 3 }), (value, behind) => {
        const bytes = encode(value);
        const read = readCbor(Uint8Array.from([...bytes, ...behind]), DEEPEST);
        expect(read).toEqual({ value, size: bytes.length });
      }),
      { numRuns: 500 },
    );
  });

  test("has texts in UTF-8", () => {
    expect(readCbor(Uint8Array.of(0x62, 0xc3, 0xa9), DEEPEST)).toEqual({ value: "é", size: 3 });
  });

  test("has the size that another library finds, whatever it is", () => {
    const anything = fc.oneof(
      fc.uint8Array({ minLength: 1, maxLength: 40 }),
      fc
        .tuple(written.map(encode), fc.nat(), fc.integer({ min: 0, max: 255 }))
        .map(([bytes, at, byte]) => bytes.with(at % bytes.length, byte)),
    );
    let bothRead = 0;
    fc.assert(
      fc.property(anything, (bytes) => {
        const ours = sizeOf(() => readCbor(bytes, DEEPEST).size);
        // It refuses some integers above 2^31, which are well-formed.
        const theirs = sizeOf(() => decodeCBOR(bytes, DEEPEST)[1]);
        if (ours === null || theirs === null) return;
        bothRead++;
        expect(ours).toBe(theirs);
      }),
      { numRuns: 2000 },
    );
    expect(bothRead).toBeGreaterThan(200);
  });

  test.each([
    ["nothing", []],
    ["a tag", [0xc0, 0x00]],
    ["an indefinite length", [0x9f, 0x00, 0xff]],
    ["a text that is no UTF-8", [0x61, 0xff]],
    ["a key twice", [0xa2, 0x01, 0x00, 0x01, 0x00]],
    ["a key that is a list", [0xa1, 0x80, 0x00]],
    ["more bytes than there are", [0x42, 0x00]],
    ["a list of 2^64 - 1", [0x9b, ...Array(8).fill(0xff), 0x00]],
    ["bytes of 2^64 - 1", [0x5b, ...Array(8).fill(0xff), 0x00]],
    ["lists that are too deep", [0x81, 0x81, 0x81, 0x81, 0x81, 0x00]],
  ])("%s is refused", (_, bytes) => {
    expect(() => readCbor(Uint8Array.from(bytes), DEEPEST)).toThrow();
  });

  test.each([
    ["a map with something behind", [0xa0, 0x00]],
    ["a list", [0x80]],
  ])("%s is no map", (_, bytes) => {
    expect(() => readCborMap(Uint8Array.from(bytes), DEEPEST)).toThrow();
  });
});
