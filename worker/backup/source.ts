import type { KeptTombstone } from "./tombstones.ts";

/** What a backup is made from. */
export interface Source {
  database: {
    /** The rows of the last of these statements. */
    query<Row>(sql: string): Promise<Row[]>;
    /** How many rows a question asks for: more take more memory, fewer take more questions. 5,000 if unset. */
    rowsAtOnce?: number;
  };
  tombstones: {
    /** Page by page. */
    all(): AsyncIterable<KeptTombstone[]>;
  };
  /** The prefix of its tokens; null if no Worker has told it yet. */
  tokenPrefix: string | null;
}
