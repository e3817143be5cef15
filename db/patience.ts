import type { D1Database, D1PreparedStatement, D1Result } from "@cloudflare/workers-types";
import { DatabaseFailure } from "./database-failure.ts";

/** After five seconds without D1's answer, the caller gets a 503. */
const LOOKS = 5;
/** Checked in steps: while the isolate's own thread was busy, nobody waited for D1. */
const BETWEEN_LOOKS_MS = 1_000;

/**
 * The same D1, but every call ends: it is answered, or rejects with a `DatabaseFailure` once D1 has failed or been
 * silent for five seconds. The call may still complete in D1. `asking` is called before each.
 */
export function patient(d1: D1Database, asking: () => void = () => {}): D1Database {
  const inTime: InTime = (ask) => {
    asking();
    return answeredInTime(ask);
  };
  const database = {
    prepare: (sql: string) => new PatientStatement(d1, inTime, sql, []),
    batch: (statements: readonly PatientStatement[]) =>
      inTime(() => d1.batch(statements.map((statement) => statement.prepared()))),
  };
  return database as unknown as D1Database;
}

type InTime = <Answer>(ask: () => Promise<Answer>) => Promise<Answer>;

/** Prepared when it is sent, so that D1's errors are failures of the call. */
class PatientStatement {
  readonly #d1: D1Database;
  readonly #inTime: InTime;
  readonly #sql: string;
  readonly #values: readonly unknown[];

  constructor(d1: D1Database, inTime: InTime, sql: string, values: readonly unknown[]) {
    this.#d1 = d1;
    this.#inTime = inTime;
    this.#sql = sql;
    this.#values = values;
  }

  bind(...values: unknown[]): PatientStatement {
    return new PatientStatement(this.#d1, this.#inTime, this.#sql, values);
  }

  prepared(): D1PreparedStatement {
    return this.#d1.prepare(this.#sql).bind(...this.#values);
  }

  all<Row>(): Promise<D1Result<Row>> {
    return this.#inTime(() => this.prepared().all<Row>());
  }

  run<Row>(): Promise<D1Result<Row>> {
    return this.#inTime(() => this.prepared().run<Row>());
  }

  first<Value>(column?: string): Promise<Value | null> {
    return this.#inTime(() =>
      column === undefined ? this.prepared().first() : this.prepared().first(column),
    );
  }

  raw<Row>(): Promise<Row[]> {
    return this.#inTime(() => this.prepared().raw<Row>());
  }
}

/** One promise, no race of two: verification waits here once a request. A late answer or failure changes nothing. */
function answeredInTime<Answer>(ask: () => Promise<Answer>): Promise<Answer> {
  return new Promise((resolve, reject) => {
    let timer: ReturnType<typeof setTimeout>;
    const look = (left: number): void => {
      timer = setTimeout(
        () => (left > 1 ? look(left - 1) : fail(new Error("D1 has not answered for five seconds."))),
        BETWEEN_LOOKS_MS,
      );
    };
    const fail = (error: unknown): void => {
      clearTimeout(timer);
      reject(new DatabaseFailure(error));
    };
    look(LOOKS);
    try {
      ask().then((answer) => {
        clearTimeout(timer);
        resolve(answer);
      }, fail);
    } catch (error) {
      fail(error);
    }
  });
}
