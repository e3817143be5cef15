/** `values` are the bound parameters. */
export type Statement = { sql: string; values: (string | number | null)[] };

/** Writes rows, all statements in one transaction; throws D1's error. */
export type WriteRows = (...statements: Statement[]) => Promise<void>;

/**
 * A Worker that runs statements, to prepare and end tokens beside the callers. Miniflare's own proxy of D1 does not
 * suffice: `prepare` and `bind` block this process until workerd answers, which takes as long as it hashes passwords
 * for others; by then this process's connections have been closed.
 */
export const ROWS_SCRIPT = `export default {
  async fetch(request, { DB }) {
    const statements = await request.json();
    try {
      await DB.batch(statements.map(({ sql, values }) => DB.prepare(sql).bind(...values)));
      return new Response();
    } catch (error) {
      return new Response(String(error), { status: 500 });
    }
  },
};`;

export function rowsAt(url: URL): WriteRows {
  return async (...statements) => {
    const answer = await fetch(url, { method: "POST", body: JSON.stringify(statements) });
    if (!answer.ok) throw new Error(`rows were not written: ${answer.status} ${await answer.text()}`);
    await answer.arrayBuffer();
  };
}
