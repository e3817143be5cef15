import { publishDueTombstones } from "../revocation/revoke.ts";
import type { Runtime } from "../verification/runtime.ts";

/** What Cron runs, by its expression in wrangler.toml. Each job can run twice without harm. */
export const JOBS: Record<string, ((runtime: Runtime) => Promise<void>)[]> = {
  "* * * * *": [publishDueTombstones],
  "17 3 * * *": [],
};
