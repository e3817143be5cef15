import measured from "./measured.json";

/** Measurements, as ratios to a bare Worker that hashes and asks D1 once, in the same run. */
export interface Measured {
  /** The machine and the date. */
  where: string;
  rows: { what: string; cpu: number; p50: number; from: number; to: number }[];
  /** The cost of a verification by the number of tokens. */
  bySize: { tokens: number; cpu: number }[];
  /** For a million verifications: before the answer, and for the last use after it. */
  dollars: { what: string; answer: number; lastUsed: number }[];
}

export const MEASURED: Measured = measured;
