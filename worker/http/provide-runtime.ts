import type { ExecutionContext } from "@cloudflare/workers-types";
import { createMiddleware } from "hono/factory";
import type { Runtime } from "../procedures/runtime.ts";
import type { FailedCallers } from "./failed-callers.ts";
import type { App } from "./hono.ts";

/** The runtime of one request; `origin` is where it was sent. */
export type NewRuntime = (
  env: Cloudflare.Env,
  execution: Pick<ExecutionContext, "waitUntil">,
  origin: () => string,
) => Runtime & { leasesEnded: () => Promise<void> };

/**
 * Gives each request its runtime. A request that narrowed a token is answered after the leases given before have
 * ended.
 */
export function provideRuntime(newRuntime: NewRuntime, failedCallers: FailedCallers) {
  return createMiddleware<App>(async function provideRuntime(c, next) {
    c.set("failedCallers", failedCallers);
    // The origin can be written in many ways; it is parsed only when somebody asks.
    const origin = () => new URL(c.req.url).origin;
    const runtime = newRuntime(c.env, c.executionCtx as ExecutionContext, origin);
    c.set("runtime", runtime);
    await next();
    await runtime.leasesEnded();
  });
}
