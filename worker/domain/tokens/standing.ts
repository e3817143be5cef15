import { heldPermissions, type Member } from "../organizations/membership.ts";
import type { Settings } from "../settings.ts";
import { isSuspended, type Suspension } from "./suspension.ts";
import type { TokenKind } from "./token.ts";

export type Standing = "good" | "expired" | "deactivated" | "suspended" | "not-permitted";

type Timed = {
  kind: TokenKind;
  createdAt: number;
  expiresAt: number | null;
  lastUsedAt: number | null;
  suspension?: Suspension | null;
};

/** Whether a token that exists is honoured at `now` (ms UTC). An instant of expiry is already expired. */
export function standing(
  token: Timed,
  member: Pick<Member, "organization" | "role" | "permissions" | "deactivatedAt">,
  now: number,
  settings: Pick<Settings, "sessionIdleMs">,
): Standing {
  if (endsAt(token, settings) <= now) return "expired";
  if (member.deactivatedAt !== null) return "deactivated";
  if (isSuspended(token.suspension, now)) return "suspended";
  if (token.kind === "api" && !heldPermissions(member).includes("tokens.personal")) return "not-permitted";
  return "good";
}

/** When a token ends by itself (ms UTC): a session also when it lies idle. Infinity for never. */
export function endsAt(token: Timed, settings: Pick<Settings, "sessionIdleMs">): number {
  const absolute = token.expiresAt ?? Number.POSITIVE_INFINITY;
  if (token.kind === "api") return absolute;
  return Math.min(absolute, (token.lastUsedAt ?? token.createdAt) + settings.sessionIdleMs);
}
