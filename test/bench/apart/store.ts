import type { D1Database } from "@cloudflare/workers-types";
import type { Asked } from "./statements.ts";

/** D1 in a process of its own, so that its CPU does not count as the caller's. */
export default {
  async fetch(request: Request, { DB }: { DB: D1Database }): Promise<Response> {
    const asked = (await request.json()) as Asked[];
    return Response.json(await DB.batch(asked.map(({ sql, params }) => DB.prepare(sql).bind(...params))));
  },
};
