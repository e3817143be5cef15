import type { Member } from "../organizations/membership.ts";
import { mayManageOwnTokens } from "../policies/tokens.ts";
import { isSuspended, type Suspension } from "./suspension.ts";

/** What a caller with this API token would meet. */
export type TokenState = "live" | "blocked" | "suspended" | "expired";

export type Holder = Pick<Member, "organization" | "role" | "permissions" | "deactivatedAt">;

/** Checked in the order of `standing`. `blocked`: the token's member is deactivated or may not use tokens now. */
export function stateOf(
  { expiresAt, suspension }: { expiresAt: number | null; suspension: Suspension | null },
  holder: Holder,
  now: number,
): TokenState {
  if (expiresAt !== null && expiresAt <= now) return "expired";
  if (holder.deactivatedAt !== null) return "blocked";
  if (isSuspended(suspension, now)) return "suspended";
  return mayManageOwnTokens(holder) ? "live" : "blocked";
}
