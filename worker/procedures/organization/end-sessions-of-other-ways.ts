import type { Authority } from "../../../db/demands.ts";
import { sessionsOfOtherWays } from "../../../db/identity-providers.ts";
import { revoke } from "../../change/revoke.ts";
import type { SignedIn } from "../../domain/actor.ts";
import type { Runtime } from "../runtime.ts";

const AT_ONCE = 500;
const MOST_ROUNDS = 20;

/** Verification refuses them already; they go from the lists too, each with its activity. @returns how many ended */
export async function endSessionsOfOtherWays(
  runtime: Runtime,
  actor: SignedIn,
  authority: Authority,
): Promise<number> {
  const { organization, user } = actor.member;
  let ended = 0;
  for (let round = 0; round < MOST_ROUNDS; round++) {
    const ids = await sessionsOfOtherWays(runtime.database, organization.id, AT_ONCE);
    if (ids.length === 0) break;
    const these = await revoke(runtime, {
      authority,
      selection: { organizationId: organization.id, kind: "session", ids },
      by: "administrator",
      actor: user,
      because: "provider-required",
      at: runtime.now(),
    });
    ended += these.length;
  }
  return ended;
}
