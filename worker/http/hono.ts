import type { Actor } from "../domain/actor.ts";
import type { Runtime } from "../procedures/runtime.ts";
import type { Scheme } from "../verification/credential.ts";
import type { FailedCallers } from "./failed-callers.ts";

/** What Hono's context carries in this app. */
export type App = {
  Bindings: Cloudflare.Env;
  Variables: {
    failedCallers: FailedCallers;
    runtime: Runtime;
    actor: Actor;
    scheme: Scheme;
    /** The permission that this route needs, and that the token holds. */
    demanded?: string;
  };
};
