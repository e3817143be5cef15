/** What was wrong with a passkey's answer, by the step of WebAuthn §7.1 or §7.2 that failed. */
export type Flaw =
  | "client-data"
  | "type"
  | "challenge"
  | "origin"
  | "attestation"
  | "authenticator-data"
  | "relying-party"
  | "user-presence"
  | "user-verification"
  | "backup-state"
  | "credential"
  | "algorithm"
  | "public-key"
  | "user"
  | "signature";

/** For the operator; the person who signs in is told the same for all of them. */
export class NotAccepted extends Error {
  readonly flaw: Flaw;

  constructor(flaw: Flaw) {
    super(`the passkey's answer was not accepted: ${flaw}`);
    this.name = "NotAccepted";
    this.flaw = flaw;
  }
}

/** @throws NotAccepted for this flaw unless `right` */
export function accept(right: boolean, flaw: Flaw): asserts right {
  if (!right) throw new NotAccepted(flaw);
}
