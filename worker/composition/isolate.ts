import { SecretMemory } from "../change/watch-secrets.ts";
import { FailedCallers } from "../http/failed-callers.ts";
import { KnownProviders } from "../sign-in/oidc/outside.ts";
import { FenceMemory } from "../verification/fence-memory.ts";
import { Gathering } from "../verification/gathering.ts";
import { KnownEndpoints } from "../verification/known-endpoints.ts";
import { Leases } from "../verification/leases.ts";
import { PasswordLine } from "../verification/password-line.ts";
import { UsageRecorder } from "../verification/record-usage.ts";
import { TombstoneMemory } from "../verification/tombstone-memory.ts";
import { type Pause, pause } from "../verification/waiting.ts";

/** What one isolate keeps between requests. All of it may be lost at any time without harm. */
export type Isolate = {
  tombstoneMemory: TombstoneMemory;
  fenceMemory: FenceMemory;
  endpoints: KnownEndpoints;
  leases: Leases;
  gathering: Gathering;
  passwordLine: PasswordLine;
  usage: UsageRecorder;
  failedCallers: FailedCallers;
  secrets: SecretMemory;
  providers: KnownProviders;
};

/** `wait`: pauses until gathered writes are due. */
export function newIsolate(wait: Pause = pause): Isolate {
  const gathering = new Gathering(wait);
  return {
    tombstoneMemory: new TombstoneMemory(),
    fenceMemory: new FenceMemory(),
    endpoints: new KnownEndpoints(),
    leases: new Leases(),
    gathering,
    passwordLine: new PasswordLine(),
    usage: new UsageRecorder(gathering),
    failedCallers: new FailedCallers(),
    secrets: new SecretMemory(),
    providers: new KnownProviders(),
  };
}
