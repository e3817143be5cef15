import type { D1Database, ExecutionContext, KVNamespace } from "@cloudflare/workers-types";
import { watchedDatabase, watchedKv } from "../../factories/watched.ts";

/** What Cloudflare bills, besides CPU. */
export type Counts = { requests: number; rowsRead: number; rowsWritten: number; kvReads: number };

export const COUNTS_PATH = "/counts";

type Bindings = { DB: D1Database; TOMBSTONES: KVNamespace };
type Answer = Response | Promise<Response>;

/** The same Worker, which reports at `/counts` its use of D1 and KV since the last report. */
export function counted<Env extends Bindings>(
  fetch: (request: Request, env: Env, execution: ExecutionContext) => Answer,
) {
  let watch: (ReturnType<typeof watchedDatabase> & ReturnType<typeof watchedKv>) | undefined;
  let requests = 0;
  return {
    fetch(request: Request, env: Env, execution: ExecutionContext): Answer {
      watch ??= { ...watchedDatabase(env.DB), ...watchedKv(env.TOMBSTONES) };
      const { database, trips, tombstones, reads } = watch;
      if (new URL(request.url).pathname === COUNTS_PATH) {
        const sum = (of: "rowsRead" | "rowsWritten") => trips.reduce((total, trip) => total + trip[of], 0);
        const counts: Counts = {
          requests,
          rowsRead: sum("rowsRead"),
          rowsWritten: sum("rowsWritten"),
          kvReads: reads.length,
        };
        requests = trips.length = reads.length = 0;
        return Response.json(counts);
      }
      requests++;
      return fetch(request, { ...env, DB: database, TOMBSTONES: tombstones }, execution);
    },
  };
}
