import type { Database } from "../../db/connect.ts";
import type { Reason, Refusal } from "../domain/errors.ts";
import type { Settings } from "../domain/settings.ts";
import type { Fence } from "./fence.ts";
import type { KnownEndpoints } from "./known-endpoints.ts";
import type { Leases } from "./leases.ts";
import type { UsageRecorder } from "./record-usage.ts";
import type { UseRecorder } from "./record-use.ts";
import type { Secrets } from "./secrets.ts";
import type { TokenReads } from "./token-reads.ts";
import type { Tombstones } from "./tombstones.ts";

/** What verification runs on: everything that it needs and is not a rule. */
export type Ground = {
  database: Database;
  reads: TokenReads;
  endpoints: KnownEndpoints;
  tombstones: Tombstones;
  fence: Fence;
  leases: Leases;
  uses: UseRecorder;
  usage: UsageRecorder;
  secrets: Secrets;
  settings: Settings;
  /** Milliseconds UTC. */
  now: () => number;
  /**
   * A fault: logged for whoever runs Latchkey. What its caller is told has the log's reference; where the database is
   * not at fault it is called `otherwise`, or else unexpected.
   */
  failed: (where: string, error: unknown, otherwise?: Reason) => Refusal;
  /** Lets work go on after the response was sent; its failure is logged, and fails no request. */
  defer: (work: Promise<unknown>) => void;
};
