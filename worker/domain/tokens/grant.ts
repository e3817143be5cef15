import { heldPermissions, type Member } from "../organizations/membership.ts";
import type { Scopes } from "./scopes.ts";

/**
 * What a token may do at this moment: the member's permissions now ∩ the token's own scopes. Only this function
 * decides it, so that a token never exceeds its member.
 */
export function grant(
  member: Pick<Member, "organization" | "role" | "permissions">,
  scopes: Scopes,
): string[] {
  const held = heldPermissions(member);
  return scopes === null ? held : held.filter((permission) => scopes.includes(permission));
}
