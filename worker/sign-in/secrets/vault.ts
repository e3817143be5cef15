const IV_BYTES = 12;
const ALGORITHM = "AES-GCM";

/**
 * Encrypts what is stored and has to be read again (AES-256-GCM), bound to its owner: in another place it cannot be
 * decrypted. The earlier key only decrypts, while a new one takes its place.
 */
export class Vault {
  readonly #key: string | null;
  readonly #earlier: string | null;

  /** 32 bytes as base64, or nothing. */
  constructor(key: string | undefined, earlier: string | undefined) {
    this.#key = key || null;
    this.#earlier = earlier || null;
  }

  /** Without a key nothing can be stored. */
  get hasKey(): boolean {
    return this.#key !== null;
  }

  /** @throws Error without a key: ask `hasKey` first. */
  async seal(text: string, boundTo: string): Promise<string> {
    if (this.#key === null) throw new Error("SECRETS_KEY is not set");
    const iv = crypto.getRandomValues(new Uint8Array(IV_BYTES));
    const sealed = await crypto.subtle.encrypt(
      { name: ALGORITHM, iv, additionalData: bytesOf(boundTo) },
      await imported(this.#key, "encrypt"),
      bytesOf(text),
    );
    return [iv, new Uint8Array(sealed)].map(base64Of).join(".");
  }

  /** Null if neither key decrypts it; `isOld` if only the earlier one does. */
  async open(sealed: string, boundTo: string): Promise<{ text: string; isOld: boolean } | null> {
    for (const key of [this.#key, this.#earlier]) {
      const text = key === null ? null : await opened(sealed, boundTo, key);
      if (text !== null) return { text, isOld: key !== this.#key };
    }
    return null;
  }
}

async function opened(sealed: string, boundTo: string, key: string): Promise<string | null> {
  try {
    const [iv, text] = sealed.split(".").map(fromBase64) as [
      Uint8Array<ArrayBuffer>,
      Uint8Array<ArrayBuffer>,
    ];
    const algorithm = { name: ALGORITHM, iv, additionalData: bytesOf(boundTo) };
    return new TextDecoder().decode(
      await crypto.subtle.decrypt(algorithm, await imported(key, "decrypt"), text),
    );
  } catch {
    return null;
  }
}

function imported(key: string, use: "encrypt" | "decrypt"): Promise<CryptoKey> {
  return crypto.subtle.importKey("raw", fromBase64(key), ALGORITHM, false, [use]);
}

function bytesOf(text: string): Uint8Array<ArrayBuffer> {
  return Uint8Array.from(new TextEncoder().encode(text));
}

function base64Of(bytes: Uint8Array): string {
  return btoa(String.fromCharCode(...bytes));
}

function fromBase64(text: string): Uint8Array<ArrayBuffer> {
  return Uint8Array.from(atob(text), (character) => character.charCodeAt(0));
}
