/** A request to D1 in another process: the statements of one transaction, in its body. */
export type Asked = { sql: string; params: unknown[] };

/** The answer to each statement. */
export type Answered = { results: Record<string, unknown>[]; meta: Record<string, unknown> };
