import { holds, type Member } from "../organizations/membership.ts";

/** Whether this member may make and manage their own API tokens. */
export function mayManageOwnTokens(member: Pick<Member, "role" | "permissions">): boolean {
  return holds(member, "tokens.personal");
}
