import { env } from "cloudflare:workers";

/** The rows of a question to D1. */
export async function rows<Row = Record<string, unknown>>(sql: string, ...values: unknown[]): Promise<Row[]> {
  return (
    await env.DB.prepare(sql)
      .bind(...values)
      .all<Row>()
  ).results;
}

export async function count(sql: string, ...values: unknown[]): Promise<number> {
  return (await rows<{ n: number }>(`SELECT count(*) AS n FROM ${sql}`, ...values))[0]?.n ?? 0;
}
