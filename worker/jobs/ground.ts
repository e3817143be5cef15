import type { Ground as Change } from "../change/commit.ts";
import type { RandomBytes } from "../domain/base62.ts";
import type { Ground as Verification } from "../verification/ground.ts";

/**
 * What jobs need, each a part of it: what changes need, the time, the settings, and where this deployment is reached.
 */
export type Ground = Change &
  Pick<Verification, "now" | "settings"> & {
    randomBytes: RandomBytes;
    origin: string;
    /** Whether this run may start more questions to D1: jobs share an invocation's limit. */
    mayAskMore: () => boolean;
  };
