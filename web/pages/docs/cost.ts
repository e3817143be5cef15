/** Cloudflare's list prices in dollars per million, beyond what a plan includes. */
export const PRICES = {
  request: 0.3,
  cpuMs: 0.02,
  rowRead: 0.001,
  rowWritten: 1,
  kvRead: 0.5,
  kvWrite: 5,
} as const;

export interface Outcome {
  what: string;
  d1Queries: number;
  rowsRead: number;
  kvReads: number;
}

/** What a verification asks for before it answers; that path writes nothing. */
export const OUTCOMES: readonly Outcome[] = [
  { what: "A token that holds, in steady use", d1Queries: 1, rowsRead: 5, kvReads: 0 },
  { what: "The same, used for the first time at all", d1Queries: 1, rowsRead: 5, kvReads: 0 },
  { what: "A token that is not known", d1Queries: 1, rowsRead: 0, kvReads: 1 },
  { what: "The same again within a minute", d1Queries: 0, rowsRead: 0, kvReads: 0 },
  { what: "A token whose revocation this isolate knows", d1Queries: 0, rowsRead: 0, kvReads: 0 },
  { what: "A typing error: the checksum is wrong", d1Queries: 0, rowsRead: 0, kvReads: 0 },
];

/** Dollars per million requests with this outcome, without CPU time. */
export function dollarsAMillion({ rowsRead, kvReads }: Outcome): number {
  return PRICES.request + rowsRead * PRICES.rowRead + kvReads * PRICES.kvRead;
}
