import { sessionsOfOtherWays, sessionsOfProvider } from "../../../db/sign-in/provider-sessions.ts";
import { SYSTEM } from "../../change/authorize.ts";
import { revoke } from "../../change/revoke.ts";
import type { SignedIn } from "../../domain/actor.ts";
import type { Runtime } from "../runtime.ts";

const AT_ONCE = 500;
const MOST_ROUNDS = 20;

const WHICH = { "provider-required": sessionsOfOtherWays, "provider-changed": sessionsOfProvider };

/**
 * Removes sessions that verification refuses since the commit, each with its activity, the actor's own included. Cron
 * ends what exceeds 10,000 at night.
 * @returns how many ended
 */
export async function endSessions(
  runtime: Runtime,
  { member: { organization, user } }: SignedIn,
  because: keyof typeof WHICH,
): Promise<number> {
  let ended = 0;
  for (let round = 0; round < MOST_ROUNDS; round++) {
    const ids = await WHICH[because](runtime.database, organization.id, AT_ONCE);
    if (ids.length === 0) break;
    const these = await revoke(runtime, {
      authority: SYSTEM,
      selection: { organizationId: organization.id, kind: "session", ids },
      by: "administrator",
      actor: user,
      because,
      at: runtime.now(),
    });
    ended += these.length;
  }
  return ended;
}
