import type { Member } from "../organizations/membership.ts";
import { isSuperuser } from "../organizations/roles.ts";

/** Activity names everybody of an organization, so it is for those who see everybody. */
export function maySeeActivity(member: Pick<Member, "role">): boolean {
  return isSuperuser(member);
}
