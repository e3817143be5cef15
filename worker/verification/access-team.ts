import { wasLinked } from "../../db/sign-in/provider-subjects.ts";
import type { StoredToken } from "../../db/tokens/verification.ts";
import type { Ground } from "./ground.ts";

/**
 * Whether Cloudflare Access may still vouch for the session that it opened: its team must be the one that is set now,
 * with which the member was linked before. Asked only for such sessions. Rejects if D1 does not answer.
 */
export async function isOfTeam(
  { database, settings }: Pick<Ground, "database" | "settings">,
  { token, member }: Pick<StoredToken, "token" | "member">,
): Promise<boolean> {
  if (token.opened?.way !== "access") return true;
  if (settings.access === null) return false;
  const key = { organizationId: member.organization.id, userId: member.user.id };
  return wasLinked(database, key, settings.access.issuer, token.createdAt);
}
