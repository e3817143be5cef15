import type { Member } from "../organizations/membership.ts";
import { demandSuperuser } from "./team.ts";

/** Activity names everybody of an organization: it is for those who see everybody. */
export function demandActivity(member: Pick<Member, "role">): void {
  demandSuperuser(member);
}
