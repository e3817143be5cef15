import { fromBase64url } from "./base64url.ts";
import { accept } from "./not-accepted.ts";
import type { RelyingParty } from "./relying-party.ts";

const CHALLENGE_BYTES = 32;

export type ClientData = { bytes: Uint8Array; challenge: Uint8Array };

/**
 * Parses what the browser says of the ceremony (WebAuthn §5.8.1). The caller checks that the challenge is one of
 * ours. A page in another origin's frame is refused: Latchkey cannot be framed.
 * @throws NotAccepted
 */
export function readClientData(
  encoded: string,
  type: "webauthn.create" | "webauthn.get",
  { origin }: RelyingParty,
): ClientData {
  const bytes = fromBase64url(encoded);
  const said = parse(bytes);
  accept(said.type === type, "type");
  accept(said.origin === origin && said.crossOrigin !== true && said.topOrigin === undefined, "origin");
  accept(typeof said.challenge === "string", "challenge");
  const challenge = fromBase64url(said.challenge);
  accept(challenge.length === CHALLENGE_BYTES, "challenge");
  return { bytes, challenge };
}

function parse(bytes: Uint8Array): Record<string, unknown> {
  let said: unknown;
  try {
    said = JSON.parse(new TextDecoder("utf-8", { fatal: true, ignoreBOM: false }).decode(bytes));
  } catch {
    said = null;
  }
  accept(typeof said === "object" && said !== null, "client-data");
  return said as Record<string, unknown>;
}
