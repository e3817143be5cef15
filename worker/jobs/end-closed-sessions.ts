import { inPieces } from "../../db/pieces.ts";
import { type ClosedSession, closedSessions, type SessionPlace } from "../../db/sign-in/closed-sessions.ts";
import { SYSTEM } from "../change/authorize.ts";
import { revoke } from "../change/revoke.ts";
import type { Ground } from "./ground.ts";

const LOOKED_AT = 5_000;
const AT_ONCE = 500;

/** Of each batch KV is told of 400 at once, and an invocation may ask other services 10,000 times. */
const MOST_BATCHES = 20;

/**
 * Ends the sessions that the change of an identity provider left: those beyond the 10,000 that it ends itself, or all
 * where it was stopped in between. Verification refuses them already; here they go from the lists.
 */
export async function endClosedSessions(ground: Ground): Promise<void> {
  let place: SessionPlace | null = null;
  let batches = 0;
  do {
    const { closed, after } = await closedSessions(ground.database, place, LOOKED_AT);
    for (const some of alike(closed)) {
      if (batches++ === MOST_BATCHES) return;
      await end(ground, some);
    }
    place = after;
  } while (place !== null);
}

/** Of one organization and for one reason, as many as end at once. */
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
