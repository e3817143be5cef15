/** The database that a command works on. */
export interface CommandDatabase {
  migrate(): Promise<void>;
  /** The rows of the last of these statements, which are one transaction. */
  query<Row>(sql: string): Promise<Row[]>;
  runFile(path: string): Promise<void>;
  close(): Promise<void>;
}
