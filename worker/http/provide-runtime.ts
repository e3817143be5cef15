import type { ExecutionContext } from "@cloudflare/workers-types";
import { createMiddleware } from "hono/factory";
import type { Runtime } from "../procedures/runtime.ts";
import type { FailedCallers } from "./failed-callers.ts";
import type { App } from "./hono.ts";

/** What a request runs on; `origin` is where it came to. */
export type NewRuntime = (
  env: Cloudflare.Env,
  execution: Pick<ExecutionContext, "waitUntil">,
  origin: () => string,
) => Runtime & { leasesEnded: () => Promise<void> };

/** Gives each request what it runs on. Whatever narrowed a token is answered once the leases given before have ended. */
export function provideRuntime(newRuntime: NewRuntime, failedCallers: FailedCallers) {
  return createMiddleware<App>(async function provideRuntime(c, next) {
    c.set("failedCallers", failedCallers);
    // As it comes the address may be written in many ways: taken apart, where somebody asks.
    const origin = () => new URL(c.req.url).origin;
    const runtime = newRuntime(c.env, c.executionCtx as ExecutionContext, origin);
    c.set("runtime", runtime);
    await next();
    await runtime.leasesEnded();
  });
}
