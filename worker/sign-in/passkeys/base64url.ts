import { Buffer } from "node:buffer";

export function toBase64url(bytes: Uint8Array): string {
  return Buffer.from(bytes).toString("base64url");
}

export function fromBase64url(text: string): Uint8Array {
  return Uint8Array.from(Buffer.from(text, "base64url"));
}
