import type { Actor } from "../domain/actor.ts";
import type { Scheme } from "../verification/credential.ts";
import type { Runtime } from "../verification/runtime.ts";
import type { Isolate } from "./isolate.ts";

/** What Hono's context carries in this app. */
export type App = {
  Bindings: Cloudflare.Env;
  Variables: {
    isolate: Isolate;
    runtime: Runtime;
    actor: Actor;
    scheme: Scheme;
    /** The permission that this route needs, and that the token holds. */
    demanded?: string;
  };
};
