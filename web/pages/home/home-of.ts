import type { Session } from "../../outputs.ts";
import { mayHoldTokens } from "../../tokens/may-hold-tokens.ts";

/** Where a member lands: the first page that they may see. */
export function homeOf(session: Session): string {
  if (session.organization.kind === "partner") return "/partner";
  return mayHoldTokens(session) ? "/settings/api-tokens" : "/account";
}
