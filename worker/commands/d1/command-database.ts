/** The database that a command works on. */
export interface CommandDatabase {
  /** The rows of the last of these statements, which are one transaction. */
  query<Row>(sql: string): Promise<Row[]>;
  /** The same for statements that are one each: nobody has to cut them apart again. */
  run(statements: readonly string[]): Promise<void>;
  /** In bytes. */
  size(): Promise<number>;
}
