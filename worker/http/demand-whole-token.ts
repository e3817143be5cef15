import { createMiddleware } from "hono/factory";
import { narrowedProblem } from "./challenge.ts";
import type { App } from "./hono.ts";
import { problem } from "./problem.ts";

/**
 * After `authenticate`: lets in only a token that is not narrowed, for what no permission stands for. Whoever
 * narrows a token means it to do what its permissions name, and nothing of its owner's besides.
 */
export function demandWholeToken() {
  return createMiddleware<App>(async function demandWholeToken(c, next) {
    const { actor, scheme } = c.var;
    if (actor.token.scopes !== null) return problem(narrowedProblem(scheme));
    await next();
  });
}
