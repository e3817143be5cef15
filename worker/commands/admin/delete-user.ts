import {
  closeMembership,
  removeEndings,
  removeMembership,
  successorsOf,
} from "../../../db/deployment/people.ts";
import { asText } from "../../../db/literals.ts";
import { forgetWhoLeft } from "../../../db/members/leaving.ts";
import { removeTracesOf } from "../../../db/organizations/removals.ts";
import type { CommandPlace } from "../d1/place.ts";
import { commit } from "./commit.ts";
import { endTokensOf } from "./end-tokens.ts";
import { memberships, type Person } from "./people.ts";

/**
 * Takes a user out of every organization, ends all their tokens and forgets them. The activity of the organizations
 * keeps their name, or a pseudonym if the organization chose that. @throws Error if an organization would be left
 * without a Master Admin
 */
export async function deleteUser(place: CommandPlace, { email }: { email: string }): Promise<string> {
  const all = await memberships(place, { email });
  for (const person of all) await demandSuccessor(place, person);
  let ended = 0;
  for (const { organizationId, userId, name, role } of all) {
    const at = Date.now();
    const member = { organizationId, userId };
    await place.database.run([asText(closeMembership(member, at))]);
    ended += await endTokensOf(place, member, () => {});
    await commit(place, {
      at,
      change: removeMembership(member),
      activity: [
        {
          action: "member.removed",
          detail: { role, permissions: [], visibilityGroups: [] },
          organizationId,
          actor: null,
          subject: { id: userId, name },
          token: null,
          at,
        },
      ],
      consequences: [removeEndings(member), ...forgetWhoLeft(member, at)],
    });
  }
  await place.database.run(removeTracesOf(all[0].email).map(asText));
  return `${all[0].email} is deleted from ${all.map(({ organization }) => organization).join(", ")}: ${ended} sessions and API tokens have ended. Backups hold the address until they are removed.`;
}

async function demandSuccessor({ database }: CommandPlace, person: Person): Promise<void> {
  if (person.role !== "master_admin" || person.deactivatedAt !== null) return;
  const [other] = await database.query(asText(successorsOf(person)));
  if (other) return;
  throw new Error(
    `${person.email} is the last Master Admin of ${person.organization} (${person.organizationId}): promote somebody first, or delete the organization.`,
  );
}
