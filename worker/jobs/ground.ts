import type { Ground as Change } from "../change/commit.ts";
import type { RandomBytes } from "../domain/base62.ts";
import type { Ground as Verification } from "../verification/ground.ts";

/** What jobs run on, each on a part of it: what changes do, the time, the settings, and where this deployment is reached. */
export type Ground = Change &
  Pick<Verification, "now" | "settings"> & {
    randomBytes: RandomBytes;
    origin: string;
    /** Whether this run may begin something that asks D1 further questions: jobs share what an invocation may ask. */
    mayAskMore: () => boolean;
  };
