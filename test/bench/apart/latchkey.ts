import type { D1Database, D1PreparedStatement, ExecutionContext } from "@cloudflare/workers-types";
import { createApp } from "../../../worker/app.ts";
import type { Answered, Asked } from "./statements.ts";

type Bindings = Cloudflare.Env & { STORE: string };

/**
 * Latchkey with its D1 in another process. Like D1's own client, it sends and reads JSON: this process then uses what
 * Cloudflare bills as CPU, and the server around it.
 */
const app = createApp();
let database: D1Database | undefined;
export default {
  fetch(request: Request, env: Bindings, execution: ExecutionContext) {
    database ??= databaseAt(env.STORE);
    return app.fetch(request, { ...env, DB: database }, execution as never);
  },
};

function databaseAt(store: string): D1Database {
  const ask = async (asked: Asked[]): Promise<Answered[]> => {
    const answer = await fetch(store, { method: "POST", body: JSON.stringify(asked) });
    if (!answer.ok) throw new Error(`D1_ERROR: ${answer.status}`);
    return (await answer.json()) as Answered[];
  };
  const statements = new WeakMap<object, Asked>();
  const prepared = (asked: Asked): D1PreparedStatement => {
    const all = async () => (await ask([asked]))[0] as Answered;
    const statement = {
      bind: (...params: unknown[]) => prepared({ sql: asked.sql, params }),
      all,
      run: all,
      raw: async () => (await all()).results.map(Object.values),
      first: async (column?: string) => {
        const row = (await all()).results[0] ?? null;
        return column && row ? row[column] : row;
      },
    } as unknown as D1PreparedStatement;
    statements.set(statement, asked);
    return statement;
  };
  return {
    prepare: (sql: string) => prepared({ sql, params: [] }),
    batch: (batched: D1PreparedStatement[]) =>
      ask(batched.map((statement) => statements.get(statement) as Asked)),
  } as unknown as D1Database;
}
