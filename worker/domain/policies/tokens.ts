import { Refusal } from "../errors.ts";
import { heldPermissions, type Member } from "../organizations/membership.ts";

type Holder = Pick<Member, "organization" | "role" | "permissions">;

/** Whether this member may make and manage their own API tokens. */
export function mayManageOwnTokens(member: Holder): boolean {
  return heldPermissions(member).includes("tokens.personal");
}

/** @throws Refusal `tokens-personal-missing` */
export function demandOwnTokens(member: Holder): void {
  if (!mayManageOwnTokens(member)) {
    throw new Refusal("tokens-personal-missing", { missing: "tokens.personal" });
  }
}
