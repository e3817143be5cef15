import { makeMasterAdmin } from "../../../db/deployment/people.ts";
import type { CommandPlace } from "../d1/place.ts";
import { commit } from "./commit.ts";
import { memberships } from "./people.ts";

/** Makes a member Master Admin, if no Master Admin of the organization can sign in. */
export async function promote(
  place: CommandPlace,
  options: { email: string; organization: string },
): Promise<string> {
  const [person] = await memberships(place, options);
  if (person.role === "master_admin")
    return `${person.email} is Master Admin of ${person.organization} already.`;
  const changed = await commit(place, {
    at: Date.now(),
    change: makeMasterAdmin(person, person.role),
    activity: [
      {
        action: "member.role-changed",
        detail: { from: person.role, to: "master_admin" },
        organizationId: person.organizationId,
        actor: null,
        subject: { id: person.userId, name: person.name },
        token: null,
        at: Date.now(),
      },
    ],
  });
  if (!changed) throw new Error("Somebody has changed this member meanwhile. Try again.");
  return `${person.email} is now Master Admin of ${person.organization}.`;
}
