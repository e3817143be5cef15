import measured from "./measured.json";

/** What was measured, as ratios to a bare Worker that hashes and asks D1 once, in the same run. */
export interface Measured {
  /** On what machine, and when. */
  where: string;
  rows: { what: string; cpu: number; p50: number; from: number; to: number }[];
  /** The cost of a verification by how many tokens there are. */
  bySize: { tokens: number; cpu: number }[];
  /** Of a million verifications: before the answer, and for the last use after it. */
  dollars: { what: string; answer: number; lastUsed: number }[];
}

export const MEASURED: Measured = measured;
