import type { KeptTombstone } from "./tombstones.ts";

/** What a backup is made of. */
export interface Source {
  database: {
    /** The rows of the last of these statements. */
    query<Row>(sql: string): Promise<Row[]>;
  };
  tombstones: {
    /** Page by page. */
    all(): AsyncIterable<KeptTombstone[]>;
  };
  /** What its tokens start with; null where no Worker says so yet. */
  tokenPrefix: string | null;
}
