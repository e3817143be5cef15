import type { Authority, ProvedAuthority } from "../../../db/demands.ts";
import { withFreshProof } from "../../change/authorize.ts";
import type { Runtime } from "../runtime.ts";

/** So long after they showed who they are, the same person sits there. */
export const A_MOMENT_MS = 5 * 60 * 1000;

/** For what cannot be taken back: an open browser alone does not do it, whatever `PROOF_HOURS` says. */
export function ofThisMoment(authority: Authority, runtime: Pick<Runtime, "settings">): ProvedAuthority {
  return withFreshProof(authority, runtime, A_MOMENT_MS);
}
