/** The database that a command works on. */
export interface CommandDatabase {
  /** The rows of the last of these statements, which are one transaction. */
  query<Row>(sql: string): Promise<Row[]>;
  /** The same for statements that are already separate, so that nobody has to split them. */
  run(statements: readonly string[]): Promise<void>;
  /** In bytes. */
  size(): Promise<number>;
}
