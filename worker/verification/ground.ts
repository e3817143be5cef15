import type { Database } from "../../db/connect.ts";
import type { Reason, Refusal } from "../domain/errors.ts";
import type { Settings } from "../domain/settings.ts";
import type { Fence } from "./fence.ts";
import type { Gathering } from "./gathering.ts";
import type { KnownEndpoints } from "./known-endpoints.ts";
import type { Leases } from "./leases.ts";
import type { UsageRecorder } from "./record-usage.ts";
import type { Secrets } from "./secrets.ts";
import type { TokenReads } from "./token-reads.ts";
import type { Tombstones } from "./tombstones.ts";

/** What verification depends on. */
export type Ground = {
  database: Database;
  reads: TokenReads;
  endpoints: KnownEndpoints;
  tombstones: Tombstones;
  fence: Fence;
  leases: Leases;
  gathering: Gathering;
  usage: UsageRecorder;
  secrets: Secrets;
  settings: Settings;
  /** Milliseconds UTC. */
  now: () => number;
  /**
   * Logs a fault for the operator. Its caller is told the log's reference; unless the database is at fault, the fault
   * is called `otherwise` (default: unexpected).
   */
  failed: (where: string, error: unknown, otherwise?: Reason) => Refusal;
  /** Lets work continue after the response was sent. A failure is logged and fails no request. */
  defer: (work: Promise<unknown>) => void;
};
