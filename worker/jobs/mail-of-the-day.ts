import { MINUTE_MS } from "../domain/durations.ts";

/** A mail waits for so long after what was last added to it: a person gets one a day. */
export const MAIL_WAITS_MS = 15 * MINUTE_MS;

/** A mail names so many tokens, and counts the others. */
const MOST_NAMED = 500;

/** What a mail names: these tokens beside those that it names so far. */
export function withTokens<Token>(
  known: { tokens: readonly Token[]; others?: number } | null,
  tokens: readonly Token[],
): { tokens: Token[]; others: number } {
  const named = [...(known?.tokens ?? []), ...tokens];
  return {
    tokens: named.slice(0, MOST_NAMED),
    others: (known?.others ?? 0) + Math.max(0, named.length - MOST_NAMED),
  };
}
