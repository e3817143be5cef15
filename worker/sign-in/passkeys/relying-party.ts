/**
 * The relying party of passkeys (WebAuthn §4): the host that they are bound to, and the one origin where they are
 * used.
 */
export type RelyingParty = { id: string; name: string; origin: string };

export function relyingPartyAt(origin: string): RelyingParty {
  return { id: new URL(origin).hostname, name: "Latchkey", origin };
}
