import { HonoBase } from "hono/hono-base";
import { TrieRouter } from "hono/router/trie-router";
import type { Env } from "hono/types";
import type { Actor } from "../domain/actor.ts";
import type { Runtime } from "../procedures/runtime.ts";
import type { Scheme } from "../verification/credential.ts";
import type { FailedCallers } from "./failed-callers.ts";

/** The variables in Hono's context. */
export type App = {
  Bindings: Cloudflare.Env;
  Variables: {
    failedCallers: FailedCallers;
    runtime: Runtime;
    actor: Actor;
    scheme: Scheme;
    /** The permission that this route needs and the token holds. */
    demanded?: string;
  };
};

/**
 * Hono with the one of its routers that takes all routes here. Hono's preset would first try another router, in vain,
 * at the first request of each isolate.
 */
export class Hono<E extends Env> extends HonoBase<E> {
  constructor() {
    super({ router: new TrieRouter() });
  }
}
