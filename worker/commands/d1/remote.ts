import type { CloudflareApi } from "../cloudflare/api.ts";
import type { CommandDatabase } from "./command-database.ts";

/** The database with this id in this account, over D1's HTTP API. */
export function remoteDatabase(api: CloudflareApi, account: string, id: string): CommandDatabase {
  const at = `/accounts/${account}/d1/database/${id}`;
  const path = `${at}/query`;
  return {
    async query<Row>(sql: string) {
      const asked = /^\s*SELECT\b/i.test(sql)
        ? api.read<Answer<Row>[]>(path, { sql })
        : api.change<Answer<Row>[]>("POST", path, { sql });
      return (await asked).at(-1)?.results ?? [];
    },
    run: async (statements) => void (await api.change("POST", path, { sql: statements.join(";\n") })),
    size: async () => (await api.get<{ file_size: number }>(at)).file_size,
  };
}

interface Answer<Row> {
  results?: Row[];
}
