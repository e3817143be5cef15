import { MINUTE_MS } from "../domain/durations.ts";

/** How long a mail waits after the last addition: a person gets one a day. */
export const MAIL_WAITS_MS = 15 * MINUTE_MS;

/** How many tokens a mail names; it counts the others. */
const MOST_NAMED = 500;

/** What a mail names with these tokens added. */
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
