import { oldestOf } from "../../../db/deployment/tokens.ts";
import { asText } from "../../../db/literals.ts";
import type { CommandPlace } from "../d1/place.ts";
import { commit } from "./commit.ts";

/** How many tokens end in one batch. */
const AT_ONCE = 500;

/**
 * Ends every session and API token of a member, each with its activity and its tombstone, without mail. Returns how
 * many.
 */
export async function endTokensOf(
  place: CommandPlace,
  { organizationId, userId }: { organizationId: string; userId: string },
  progress: (ended: number) => void,
): Promise<number> {
  for (let ended = 0; ; ) {
    const [found] = await place.database.query<{ n: number; through: number | null }>(
      asText(oldestOf({ organizationId, userId }, AT_ONCE)),
    );
    if (!found || found.through === null) return ended;
    const piece = { organizationId, userId, through: found.through, atMost: AT_ONCE };
    await commit(place, {
      at: Date.now(),
      ends: { selection: { piece }, by: "administrator", actor: null },
    });
    ended += found.n;
    progress(ended);
  }
}
