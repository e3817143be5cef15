import { membersOf, organizationOf } from "../../../db/deployment/organizations.ts";
import { asText } from "../../../db/literals.ts";
import { closeOrganization, removeOrganization, removeUsageOf } from "../../../db/organizations/removals.ts";
import { removeActivityOf } from "../../../db/organizations/sql.ts";
import type { CommandPlace } from "../d1/place.ts";
import { nowAndThen } from "../progress.ts";
import { endTokensOf } from "./end-tokens.ts";

const ACTIVITIES_AT_ONCE = 1_000;

/**
 * Ends all tokens of an organization as any others end, then removes all its data, and its members who belong to no
 * other. If it breaks off, the next run finds what is left and finishes.
 */
export async function deleteOrganization(
  place: CommandPlace,
  { organization }: { organization: string },
): Promise<string> {
  const { database } = place;
  const progress = nowAndThen(console.error);
  const [found] = await database.query<{ name: string }>(asText(organizationOf(organization)));
  let ended = 0;
  if (found) {
    const at = Date.now();
    await database.run([...closeOrganization(organization, at), ...removeUsageOf(organization)].map(asText));
    const members = await database.query<{ userId: string }>(asText(membersOf(organization)));
    for (const { userId } of members) {
      ended += await endTokensOf(place, { organizationId: organization, userId }, (some) =>
        progress(`${ended + some} tokens have ended`),
      );
    }
    await database.run(removeOrganization(organization, at).map(asText));
  }
  let activities = 0;
  for (;;) {
    const gone = await database.query(asText(removeActivityOf(organization, ACTIVITIES_AT_ONCE)));
    activities += gone.length;
    if (gone.length < ACTIVITIES_AT_ONCE) break;
    progress(`${activities} activities are removed`);
  }
  if (!found && activities === 0) throw new Error(`There is no organization ${organization}.`);
  return `${found?.name ?? organization} is deleted: ${ended} sessions and API tokens have ended, ${activities} activities are removed. Backups hold it until they are removed.`;
}
