import type { LifetimePolicy } from "../../../worker/domain/policies/longest-life.ts";
import type { PolicyPreview } from "../../outputs.ts";
import { grouped } from "../../ui/numbers.ts";

/** The policy in sentences. */
export function inWords({ maxLifetimeDays, maxIdleDays, exemptServiceUsers }: LifetimePolicy): string {
  const life =
    maxLifetimeDays === null
      ? "API tokens live as long as they were given, or until they are revoked."
      : `API tokens live at most ${days(maxLifetimeDays)}.`;
  const idle =
    maxIdleDays === null
      ? "Idle ones stay valid."
      : `Those that nothing used for ${days(maxIdleDays)} are suspended, at the earliest 7 days after a mail.`;
  const isBounded = maxLifetimeDays !== null || maxIdleDays !== null;
  return `${life} ${idle}${isBounded && exemptServiceUsers ? " Those of service users are exempt." : ""}`;
}

/** "3 tokens of 2 members are affected." */
export function affectedInWords({
  tokens,
  members,
  atLeast,
}: Pick<PolicyPreview, "tokens" | "members" | "atLeast">): string {
  if (tokens === 0 && !atLeast) return "No token that is there now is affected.";
  const what = tokens === 1 ? "1 token" : `${grouped(tokens)} tokens`;
  const whose = members === 1 ? "1 member" : `${grouped(members)} members`;
  const affected = `${what} of ${whose} ${tokens === 1 ? "is" : "are"} affected.`;
  return atLeast ? `At least ${affected}` : affected;
}

/** A typed limit: null for none, NaN if it is no number. */
export function daysOf(typed: string): number | null {
  const text = typed.trim();
  if (text === "") return null;
  return /^\d+$/.test(text) ? Number(text) : Number.NaN;
}

function days(count: number): string {
  return count === 1 ? "1 day" : `${count} days`;
}
