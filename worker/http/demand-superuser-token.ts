import { createMiddleware } from "hono/factory";
import { isSuperuser } from "../domain/organizations/roles.ts";
import { beyondScopesProblem } from "./challenge.ts";
import type { App } from "./hono.ts";
import { problem } from "./problem.ts";

/**
 * After `authenticate`: lets in only tokens that are not narrowed, of a superuser or Master Admin. No permission
 * would do instead, so the refusal names none.
 */
export function demandSuperuserToken() {
  return createMiddleware<App>(async function demandSuperuserToken(c, next) {
    const { actor, scheme } = c.var;
    if (actor.token.scopes !== null || !isSuperuser(actor.member))
      return problem(beyondScopesProblem(scheme));
    await next();
  });
}
