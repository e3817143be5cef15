import type { D1Database } from "@cloudflare/workers-types";
import { unstable_splitSqlQuery } from "wrangler";
import type { CommandDatabase } from "./command-database.ts";

/** A database of this process, with the interface of commands. */
export function overBinding(d1: D1Database): CommandDatabase {
  const batch = <Row>(statements: readonly string[]) =>
    d1.batch<Row>(statements.map((statement) => d1.prepare(statement)));
  return {
    async query<Row>(sql: string) {
      const results = await batch<Row>(unstable_splitSqlQuery(sql));
      return results.at(-1)?.results ?? [];
    },
    run: async (statements) => void (await batch(statements)),
    size: async () => (await d1.prepare("SELECT 1").run()).meta.size_after,
  };
}
