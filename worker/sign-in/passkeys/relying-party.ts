/** Whom a passkey is for (WebAuthn §4): the host that it is bound to, and the one origin that it is used at. */
export type RelyingParty = { id: string; name: string; origin: string };

export function relyingPartyAt(origin: string): RelyingParty {
  return { id: new URL(origin).hostname, name: "Latchkey", origin };
}
