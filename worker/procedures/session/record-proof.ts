import type { SQL } from "drizzle-orm";
import type { Statement } from "../../../db/connect.ts";
import type { Authority } from "../../../db/demands.ts";
import { proveSession } from "../../../db/sign-in/proofs.ts";
import { commit } from "../../change/commit.ts";
import type { Activity } from "../../domain/activity/actions.ts";
import type { Way } from "../../domain/sign-in/way.ts";
import type { Runtime } from "../runtime.ts";

export type Proof = {
  authority: Authority;
  sessionId: string;
  organizationId: string;
  user: { id: string; name: string };
  way: Way;
  /** When they showed it (ms UTC); now unless it was earlier. */
  shownAt?: number | null;
  /** Conditions of the proof, checked again in the batch. */
  expects: SQL | undefined;
  /** What follows from it, and further activities. */
  consequences?: readonly Statement[];
  activity?: readonly Activity[];
};

/** Records the proof; returns since when it counts (ms UTC), or null if its conditions no longer hold. */
export async function recordProof(runtime: Runtime, proof: Proof): Promise<number | null> {
  const { authority, sessionId, organizationId, user, way, shownAt, expects } = proof;
  const at = runtime.now();
  const provedAt = Math.min(shownAt ?? at, at);
  const proved: Activity = {
    action: "session.proved",
    detail: { way },
    organizationId,
    actor: user,
    subject: user,
    token: null,
    at,
  };
  const { changed } = await commit(runtime, {
    authority,
    effect: "widens",
    at,
    expects,
    change: proveSession(sessionId, provedAt),
    activity: [proved, ...(proof.activity ?? [])],
    consequences: proof.consequences,
  });
  return changed ? provedAt : null;
}
