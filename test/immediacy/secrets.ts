/** A secret of a token, and what is known of whether it holds. Times in ms UTC. */
export type Secret = {
  text: string;
  /** From then on no request that begins may be accepted; infinity as long as it may hold. */
  endedAt: number;
  /** It may end at any moment: what began before its end was answered may go either way. */
  isEnding: boolean;
};

export const held = (text: string): Secret => ({ text, endedAt: Number.POSITIVE_INFINITY, isEnding: false });

/** Ends them, now that the answer to it is there. */
export function ended(secrets: readonly Secret[]): void {
  const at = Date.now();
  for (const secret of secrets) secret.endedAt = Math.min(secret.endedAt, at);
}

/** What a secret must do for a request that begins now; undefined where it may go either way. */
export function mustBe(secret: Secret, startedAt: number): "accepted" | "refused" | undefined {
  if (startedAt > secret.endedAt) return "refused";
  return secret.isEnding || secret.endedAt !== Number.POSITIVE_INFINITY ? undefined : "accepted";
}
