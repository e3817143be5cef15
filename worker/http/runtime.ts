import type { ExecutionContext } from "@cloudflare/workers-types";
import { createMiddleware } from "hono/factory";
import { connect } from "../../db/connect.ts";
import { readSettings, type Settings } from "../domain/settings.ts";
import type { Runtime } from "../verification/runtime.ts";
import { Tombstones } from "../verification/tombstones.ts";
import type { App } from "./hono.ts";
import type { Isolate } from "./isolate.ts";
import { logEvent, logFailure } from "./log.ts";

/** Gives each request what the roads run on. */
export function runtime(isolate: Isolate) {
  return createMiddleware<App>(async function runtime(c, next) {
    c.set("runtime", newRuntime(isolate, c.env, c.executionCtx as ExecutionContext));
    await next();
  });
}

export function newRuntime(
  isolate: Isolate,
  env: Cloudflare.Env,
  execution: Pick<ExecutionContext, "waitUntil">,
): Runtime {
  return {
    database: connect(env.DB),
    tombstones: new Tombstones(env.TOMBSTONES, isolate.tombstoneMemory, logEvent),
    uses: isolate.uses,
    settings: settingsOf(env),
    now: Date.now,
    randomBytes: (length) => crypto.getRandomValues(new Uint8Array(length)),
    defer: (work) => execution.waitUntil(work.catch((error) => logFailure("deferred", error))),
  };
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
