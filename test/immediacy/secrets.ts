/** A token's secret and what is known of its validity. Times in ms UTC. */
export type Secret = {
  text: string;
  /** From then on no request that begins may be accepted; infinity while it may be valid. */
  endedAt: number;
  /** It may end at any moment: a request that began before the answer to its end may get either answer. */
  isEnding: boolean;
};

export const held = (text: string): Secret => ({ text, endedAt: Number.POSITIVE_INFINITY, isEnding: false });

/** Marks secrets as ended, because the answer to their end has arrived. */
export function ended(secrets: readonly Secret[]): void {
  const at = Date.now();
  for (const secret of secrets) secret.endedAt = Math.min(secret.endedAt, at);
}

/** The answer that a request with this secret must get if it begins now; undefined if it may get either. */
export function mustBe(secret: Secret, startedAt: number): "accepted" | "refused" | undefined {
  if (startedAt > secret.endedAt) return "refused";
  return secret.isEnding || secret.endedAt !== Number.POSITIVE_INFINITY ? undefined : "accepted";
}
