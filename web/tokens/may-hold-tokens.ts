import type { Session } from "../outputs.ts";

/** Whether this member may make and use API tokens, and so sees the page. */
export function mayHoldTokens(session: Session): boolean {
  return session.permissions.includes("tokens.personal");
}
