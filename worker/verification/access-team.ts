import { wasLinked } from "../../db/sign-in/provider-subjects.ts";
import type { StoredToken } from "../../db/tokens/verification.ts";
import type { Ground } from "./ground.ts";

/**
 * Whether the word of Cloudflare Access that opened a session is still heard: that of the team of now, at which its
 * member was linked before. Asked of such sessions alone. Rejects where D1 does not answer.
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
