/** A number for each integer; `undefined` for what nothing in passkeys is read from: floats, booleans and null. */
export type Cbor = number | string | Uint8Array | Cbor[] | CborMap | undefined;
export type CborMap = Map<number | string, Cbor>;

const TEXT = new TextDecoder("utf-8", { fatal: true, ignoreBOM: true });

/**
 * Reads one value of CBOR (RFC 8949), as deep as this, and says how many bytes it has. Authenticators write no tags
 * and no indefinite lengths (CTAP 2.1 §8, which WebAuthn §2.1 demands), so none are read.
 * @throws Error if it is not well-formed
 */
export function readCbor(bytes: Uint8Array, deepest: number): { value: Cbor; size: number } {
  let at = 0;
  const value = item(deepest);
  return { value, size: at };

  function item(levels: number): Cbor {
    demand(levels >= 0);
    const [head = 0] = take(1);
    const [kind, more] = [head >> 5, head & 31];
    // RFC 8949 §3: a small argument is in the head, others are in the next 1, 2, 4 or 8 bytes.
    demand(more < 28);
    const argument = more < 24 ? more : take(2 ** (more - 24)).reduce((sum, byte) => sum * 256 + byte, 0);
    switch (kind) {
      case 0:
        return argument;
      case 1:
        return -1 - argument;
      case 2:
        return take(argument).slice();
      case 3:
        return TEXT.decode(take(argument));
      case 4: {
        const list: Cbor[] = [];
        while (list.length < argument) list.push(item(levels - 1));
        return list;
      }
      case 5: {
        const map: CborMap = new Map();
        while (map.size < argument) {
          const key = item(levels - 1);
          demand((typeof key === "number" || typeof key === "string") && !map.has(key));
          map.set(key, item(levels - 1));
        }
        return map;
      }
      case 7:
        // Simple values that nobody has registered.
        demand(more !== 24);
        return undefined;
      default:
        throw new Error("CBOR with a tag");
    }
  }

  function take(length: number): Uint8Array {
    demand(length <= bytes.length - at);
    at += length;
    return bytes.subarray(at - length, at);
  }
}

/** As `readCbor`, of a map that is all there is. */
export function readCborMap(bytes: Uint8Array, deepest: number): CborMap {
  const { value, size } = readCbor(bytes, deepest);
  demand(size === bytes.length && value instanceof Map);
  return value;
}

function demand(met: boolean): asserts met {
  if (!met) throw new Error("malformed CBOR");
}
