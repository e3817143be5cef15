import type { ExecutionContext } from "@cloudflare/workers-types";
import { Allowance } from "../../db/allowance.ts";
import { connect, connectWithin, type Database } from "../../db/connect.ts";
import { watchSecrets } from "../change/watch-secrets.ts";
import type { RandomBytes } from "../domain/base62.ts";
import { isLocalOrigin } from "../domain/local-origin.ts";
import { readSettings, type Settings } from "../domain/settings.ts";
import { mailer } from "../emails/send.ts";
import { refusalOfFailure } from "../http/failure.ts";
import { logEvent, logFailure } from "../http/log.ts";
import { deliverEmails } from "../jobs/deliver-emails.ts";
import type { Ground as Jobs } from "../jobs/ground.ts";
import type { Runtime } from "../procedures/runtime.ts";
import { Vault } from "../sign-in/secrets/vault.ts";
import { Fence } from "../verification/fence.ts";
import { TokenReads } from "../verification/token-reads.ts";
import { Tombstones } from "../verification/tombstones.ts";
import type { Isolate } from "./isolate.ts";

/** The runtime of one request or of one call of another Worker. */
export function newRuntime(
  isolate: Isolate,
  env: Cloudflare.Env,
  execution: Pick<ExecutionContext, "waitUntil">,
  origin: () => string,
  database: Database = connect(env.DB),
): Runtime & { leasesEnded: () => Promise<void> } {
  let narrowedAt: number | null = null;
  const randomBytes: RandomBytes = (length) => crypto.getRandomValues(new Uint8Array(length));
  const defer = (work: Promise<unknown>) =>
    execution.waitUntil(work.catch((error) => void logFailure("deferred", error)));
  const fence = new Fence(env.TOMBSTONES, isolate.fenceMemory, {
    database,
    now: Date.now,
    randomBytes,
    defer,
    log: logEvent,
  });
  const runtime: Runtime = {
    database,
    fence,
    reads: new TokenReads(database, fence, isolate.endpoints, Date.now),
    endpoints: isolate.endpoints,
    tombstones: new Tombstones(env.TOMBSTONES, isolate.tombstoneMemory, logEvent),
    leases: isolate.leases,
    gathering: isolate.gathering,
    passwordLine: isolate.passwordLine,
    usage: isolate.usage,
    get secrets() {
      return watchSecrets(runtime, isolate.secrets);
    },
    settings: settingsOf(env),
    now: Date.now,
    randomBytes,
    get origin() {
      return runtime.settings.publicOrigin ?? origin();
    },
    get vault() {
      return new Vault(env.SECRETS_KEY, env.SECRETS_KEY_EARLIER);
    },
    get outside() {
      return {
        fetch: (input: RequestInfo | URL, init?: RequestInit) => fetch(input, init),
        isLocal: isLocalOrigin(runtime.origin),
        known: isolate.providers,
        now: Date.now,
      };
    },
    get mailOrigin() {
      const { publicOrigin } = runtime.settings;
      if (publicOrigin !== null) return publicOrigin;
      const asked = origin();
      if (isLocalOrigin(asked)) return asked;
      logEvent("mail.no-origin", { detail: "PUBLIC_ORIGIN is not set: no mail with a link is sent." });
      return null;
    },
    narrowed: () => {
      narrowedAt = Date.now();
    },
    failed: refusalOfFailure,
    mailDue: () => runtime.defer(deliverMail(runtime, env)),
    log: logEvent,
    defer,
  };
  return Object.assign(runtime, {
    leasesEnded: async () => {
      const remainingMs = narrowedAt === null ? 0 : narrowedAt + runtime.settings.leaseMs - Date.now();
      if (remainingMs > 0) await new Promise((resolve) => setTimeout(resolve, remainingMs));
    },
  });
}

/**
 * The runtime of one run of Cron. Cron does not know where this deployment is reached; mail that needs it carries it
 * in the queue.
 */
export function newCronRuntime(
  isolate: Isolate,
  env: Cloudflare.Env,
  execution: Pick<ExecutionContext, "waitUntil">,
  origin = () => "",
): Runtime & Pick<Jobs, "mayAskMore"> {
  const allowance = new Allowance();
  const database = connectWithin(allowance, env.DB);
  const runtime = newRuntime(isolate, env, execution, origin, database);
  return Object.assign(runtime, { mayAskMore: () => allowance.hasRoom() });
}

/** Delivers the due mail of the outbox. */
export function deliverMail(
  runtime: Pick<Runtime, "database" | "now" | "randomBytes" | "settings">,
  env: Cloudflare.Env,
  mayAskMore?: () => boolean,
): Promise<void> {
  const send = mailer(env.EMAIL, runtime.settings.mailFrom);
  const { database, now, randomBytes } = runtime;
  return deliverEmails({ database, now, randomBytes, send, log: logEvent }, mayAskMore);
}

const settings = new WeakMap<object, Settings>();

function settingsOf(env: Cloudflare.Env): Settings {
  let read = settings.get(env);
  if (!read) {
    read = readSettings(env);
    settings.set(env, read);
  }
  return read;
}
