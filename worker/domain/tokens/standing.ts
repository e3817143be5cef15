import type { Member } from "../organizations/membership.ts";
import { mayManageOwnTokens } from "../policies/tokens.ts";
import type { Settings } from "../settings.ts";
import { type Opened, opensDespiteProvider, type Way } from "../sign-in/way.ts";
import { isSuspended, type Suspension } from "./suspension.ts";
import type { TokenKind } from "./token.ts";

export type Standing = "good" | "expired" | "deactivated" | "suspended" | "not-permitted" | "way-closed";

type Timed = {
  kind: TokenKind;
  createdAt: number;
  expiresAt: number | null;
  lastUsedAt: number | null;
  suspension?: Suspension | null;
  opened?: Opened | null;
};

/** What ends sessions by how they were opened: settings of Cloudflare Access, and of the organization's provider. */
type Ways = Pick<Settings, "access"> & { requiresProvider: boolean; providerEnded: boolean };

/** Whether an existing token is honoured at `now` (ms UTC). At the instant of its expiry it has expired. */
export function standing(
  token: Timed,
  member: Pick<Member, "organization" | "role" | "permissions" | "deactivatedAt">,
  now: number,
  { sessionIdleMs, ...ways }: Pick<Settings, "sessionIdleMs"> & Partial<Ways>,
): Standing {
  if (endsAt(token, { sessionIdleMs }) <= now) return "expired";
  if (member.deactivatedAt !== null) return "deactivated";
  if (isSuspended(token.suspension, now)) return "suspended";
  if (token.kind === "api" && !mayManageOwnTokens(member)) return "not-permitted";
  if (token.opened && !isOpen(token.opened.way, member, ways)) return "way-closed";
  return "good";
}

function isOpen(
  way: Way,
  { role, organization }: Pick<Member, "role" | "organization">,
  { requiresProvider = false, providerEnded = false, access = null }: Partial<Ways>,
): boolean {
  if (requiresProvider && !opensDespiteProvider(way, role)) return false;
  if (way === "provider") return !providerEnded;
  return way !== "access" || access?.organizationId === organization.id;
}

/** When a token expires (ms UTC); a session also expires when it is idle. Infinity for never. */
export function endsAt(token: Timed, settings: Pick<Settings, "sessionIdleMs">): number {
  const absolute = token.expiresAt ?? Number.POSITIVE_INFINITY;
  if (token.kind === "api") return absolute;
  return Math.min(absolute, (token.lastUsedAt ?? token.createdAt) + settings.sessionIdleMs);
}
