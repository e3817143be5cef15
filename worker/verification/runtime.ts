import type { Database } from "../../db/connect.ts";
import type { RandomBytes } from "../domain/base62.ts";
import type { Reason, Refusal } from "../domain/errors.ts";
import type { Settings } from "../domain/settings.ts";
import type { Fence } from "./fence.ts";
import type { KnownEndpoints } from "./known-endpoints.ts";
import type { Leases } from "./leases.ts";
import type { PasswordLine } from "./password-line.ts";
import type { UsageRecorder } from "./record-usage.ts";
import type { UseRecorder } from "./record-use.ts";
import type { Secrets } from "./secrets.ts";
import type { TokenReads } from "./token-reads.ts";
import type { Tombstones } from "./tombstones.ts";

/** What the roads run on: everything that is not a rule. Made once a request, in `worker/http/runtime.ts`. */
export type Runtime = {
  database: Database;
  reads: TokenReads;
  endpoints: KnownEndpoints;
  tombstones: Tombstones;
  fence: Fence;
  leases: Leases;
  uses: UseRecorder;
  passwordLine: PasswordLine;
  usage: UsageRecorder;
  secrets: Secrets;
  settings: Settings;
  /** Milliseconds UTC. */
  now: () => number;
  randomBytes: RandomBytes;
  /** Where this deployment is reached: `https://tokens.example.com`. */
  origin: string;
  /**
   * Where a link in mail may lead; null where the deployment does not say where it is reached, and this request came
   * from anywhere: a `Host` that somebody made up must not be given a secret.
   */
  mailOrigin: string | null;
  /** Mail was queued: it is delivered right after the response, not only by the next run of Cron. */
  mailDue: () => void;
  /**
   * A token may do less than before, or nothing: to be called once that is committed. The answer then
   * waits until every lease that was given before has ended.
   */
  narrowed: () => void;
  /**
   * A fault: logged for whoever runs Latchkey. What its caller is told has the log's reference; where the database is
   * not at fault it is called `otherwise`, or else unexpected.
   */
  failed: (where: string, error: unknown, otherwise?: Reason) => Refusal;
  /** A line for whoever runs Latchkey: never a secret, a path, a name or an address. */
  log: (event: string, facts: Record<string, string | number>) => void;
  /** Lets work go on after the response was sent; its failure is logged, and fails no request. */
  defer: (work: Promise<unknown>) => void;
};
