/** The database that a command works on. */
export interface CommandDatabase {
  /** The rows of the last of these statements, which are one transaction. */
  query<Row>(sql: string): Promise<Row[]>;
  /** The same for statements that are already separate, so that nobody has to split them. */
  run(statements: readonly string[]): Promise<void>;
  /** How many rows of a table a backup asks for at once, if not as many as usual. */
  rowsAtOnce?: number;
  /** In bytes. */
  size(): Promise<number>;
}
