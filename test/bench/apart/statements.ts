/** What is asked of D1 in another process: statements of one transaction, in the body of a request. */
export type Asked = { sql: string; params: unknown[] };

/** What it answers to each. */
export type Answered = { results: Record<string, unknown>[]; meta: Record<string, unknown> };
