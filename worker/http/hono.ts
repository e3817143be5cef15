import { HonoBase } from "hono/hono-base";
import type { Result } from "hono/router";
import { TrieRouter } from "hono/router/trie-router";
import type { Env } from "hono/types";
import type { Actor } from "../domain/actor.ts";
import { LimitedMap } from "../domain/limited-map.ts";
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

const MOST_REMEMBERED = 500;
const LONGEST_REMEMBERED = 200;

/** The one of Hono's routers that takes all routes here; it remembers where the paths asked for lately lead. */
export class Router<Handler> extends TrieRouter<Handler> {
  readonly #found = new LimitedMap<string, Result<Handler>>(MOST_REMEMBERED);

  override match(method: string, path: string): Result<Handler> {
    if (path.length > LONGEST_REMEMBERED) return super.match(method, path);
    const key = `${method} ${path}`;
    let found = this.#found.get(key);
    if (found === undefined) {
      found = super.match(method, path);
      this.#found.set(key, found);
    }
    return found;
  }
}

/** Hono with that router. Its preset would first try another, in vain, at the first request of each isolate. */
export class Hono<E extends Env> extends HonoBase<E> {
  constructor() {
    super({ router: new Router() });
  }
}
