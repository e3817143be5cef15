import { HonoBase } from "hono/hono-base";
import { TrieRouter } from "hono/router/trie-router";
import type { Env } from "hono/types";
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

/**
 * Hono with the one of its routers that takes all of the routes here. Its own preset would try another one first, in
 * vain, at the first request of each isolate.
 */
export class Hono<E extends Env> extends HonoBase<E> {
  constructor() {
    super({ router: new TrieRouter() });
  }
}
