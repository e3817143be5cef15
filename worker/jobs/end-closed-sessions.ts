import { inPieces } from "../../db/pieces.ts";
import { type ClosedSession, closedSessions, type SessionPlace } from "../../db/sign-in/closed-sessions.ts";
import { SYSTEM } from "../change/authorize.ts";
import { revoke } from "../change/revoke.ts";
import type { Ground } from "./ground.ts";

const LOOKED_AT = 5_000;
const AT_ONCE = 500;

/** KV is told of 400 per batch at once, and an invocation may make 10,000 subrequests. */
const MOST_BATCHES = 20;

/**
 * Ends sessions that a change of identity provider left over: those beyond the 10,000 that the change ends itself, or
 * all if it was stopped. Verification already refuses them; this removes them from the lists.
 */
export async function endClosedSessions(ground: Ground): Promise<void> {
  let place: SessionPlace | null = null;
  let batches = 0;
  do {
    if (!ground.mayAskMore()) return;
    const { closed, after } = await closedSessions(ground.database, place, LOOKED_AT);
    for (const some of alike(closed)) {
      if (batches++ === MOST_BATCHES || !ground.mayAskMore()) return;
      await end(ground, some);
    }
    place = after;
  } while (place !== null);
}

/** Sessions of one organization and one cause, as many as end at once. */
function alike(closed: readonly ClosedSession[]): ClosedSession[][] {
  const groups = Map.groupBy(closed, ({ organizationId, because }) => `${organizationId} ${because}`);
  return [...groups.values()].flatMap((group) => inPieces(group, AT_ONCE));
}

async function end(ground: Ground, sessions: readonly ClosedSession[]): Promise<void> {
  const [{ organizationId, because }] = sessions as [ClosedSession];
  await revoke(ground, {
    authority: SYSTEM,
    selection: { organizationId, kind: "session", ids: sessions.map(({ id }) => id) },
    by: "administrator",
    actor: null,
    because,
    at: ground.now(),
  });
}
