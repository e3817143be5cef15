import { createMiddleware } from "hono/factory";
import type { BuiltInPermission } from "../domain/permissions.ts";
import { missingPermissionProblem } from "./challenge.ts";
import type { App } from "./hono.ts";
import { problem, type Say } from "./problem.ts";

/** After `authenticate`: lets in only tokens that hold this permission now. */
export function demandPermission(permission: BuiltInPermission, say: Say = problem) {
  return createMiddleware<App>(async function demandPermission(c, next) {
    const actor = c.get("actor");
    if (!actor.permissions.includes(permission)) {
      return say(missingPermissionProblem(c.get("scheme"), actor, permission));
    }
    c.set("demanded", permission);
    await next();
  });
}
