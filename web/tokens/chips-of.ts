import { EXPIRING_MS, UNUSED_MS } from "../../worker/domain/tokens/attention.ts";
import type { Token } from "../outputs.ts";
import { day, relative, timeOfDay } from "../ui/dates.ts";
import { hasExpired, isSuspended } from "./token-state.ts";

/** A token's present state, in a word or a few. */
export interface Chip {
  words: string;
  /** Refused, worth a look, or plain information. */
  look: "refused" | "attention" | "plain";
  /** The moment that the words refer to, RFC 3339. */
  at?: string | null;
}

export type Told = Pick<
  Token,
  "expiresAt" | "suspended" | "state" | "earlierSecret" | "lastUsedAt" | "createdAt" | "rotatedAt"
>;

/** What needs attention comes first. A live token that is used and far from its end has no chip. */
export function chipsOf(token: Told, now: number): Chip[] {
  if (hasExpired(token, now)) return [{ words: "Expired", look: "refused" }];
  const chips: Chip[] = [];
  if (isSuspended(token, now)) {
    const until = token.suspended?.until ?? null;
    chips.push({
      words: until ? `Suspended until ${moment(until, now)}` : "Suspended",
      look: "refused",
      at: until,
    });
  } else if (token.state === "blocked") chips.push({ words: "Blocked", look: "refused" });
  const { expiresAt, earlierSecret } = token;
  if (expiresAt && Date.parse(expiresAt) - now <= EXPIRING_MS)
    chips.push({ words: `Expires ${relative(expiresAt, now)}`, look: "attention", at: expiresAt });
  if (earlierSecret && Date.parse(earlierSecret.endsAt) > now)
    chips.push({ words: "Two secrets", look: "plain" });
  const unused = unusedFor(token, now);
  if (unused && chips.length === 0) chips.push({ words: unused, look: "attention" });
  return chips;
}

/** "14:20" today, otherwise with the day. */
function moment(at: string, now: number): string {
  return day(at) === day(now) ? timeOfDay(at) : `${day(at)}, ${timeOfDay(at)}`;
}

function unusedFor({ lastUsedAt, createdAt, rotatedAt }: Told, now: number): string | undefined {
  const touched = Math.max(...[createdAt, rotatedAt, lastUsedAt].map((at) => (at ? Date.parse(at) : 0)));
  if (now - touched < UNUSED_MS) return undefined;
  return lastUsedAt ? `Unused for ${relative(lastUsedAt, now).replace(" ago", "")}` : "Never used";
}
