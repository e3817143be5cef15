import type { Session } from "../../outputs.ts";
import { mayHoldTokens } from "../../tokens/may-hold-tokens.ts";

/** Where a member lands: the first page that they may see. */
export function homeOf(session: Session): string {
  if (!mayHoldTokens(session)) return "/account";
  return session.organization.kind === "partner" ? "/partner/api-tokens" : "/settings/api-tokens";
}
