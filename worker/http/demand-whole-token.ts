import { createMiddleware } from "hono/factory";
import { narrowedProblem } from "./challenge.ts";
import type { App } from "./hono.ts";
import { problem } from "./problem.ts";

/**
 * After `authenticate`: lets in only tokens that are not narrowed, for actions without a permission of their own. A
 * narrowed token may do what its permissions name, and nothing else of its owner's.
 */
export function demandWholeToken() {
  return createMiddleware<App>(async function demandWholeToken(c, next) {
    const { actor, scheme } = c.var;
    if (actor.token.scopes !== null) return problem(narrowedProblem(scheme));
    await next();
  });
}
