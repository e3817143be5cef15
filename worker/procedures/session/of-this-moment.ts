import type { Authority, ProvedAuthority } from "../../../db/demands.ts";
import { withFreshProof } from "../../change/authorize.ts";
import type { Runtime } from "../runtime.ts";

/** How long after a proof the same person is assumed to sit there. */
export const A_MOMENT_MS = 5 * 60 * 1000;

/** For what cannot be undone, whatever `PROOF_HOURS` says: a browser left open is not enough. */
export function ofThisMoment(authority: Authority, runtime: Pick<Runtime, "settings">): ProvedAuthority {
  return withFreshProof(authority, runtime, A_MOMENT_MS);
}
