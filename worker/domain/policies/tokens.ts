import { heldPermissions, type Member } from "../organizations/membership.ts";

/** Whether this member may make and manage their own API tokens. */
export function mayManageOwnTokens(member: Pick<Member, "organization" | "role" | "permissions">): boolean {
  return heldPermissions(member).includes("tokens.personal");
}
