import { createMiddleware } from "hono/factory";
import { METHOD_NAME_ALL } from "hono/router";
import { type App, type Hono, Router } from "./hono.ts";
import { pathUnknownProblem } from "./path-unknown.ts";
import { problem, type Say } from "./problem.ts";

/**
 * Answers before any token is asked for: 404 for a path that `routes` does not have, 405 with `Allow` for a method
 * that a path does not have (RFC 9110 §15.5.6). Reads the routes themselves.
 */
export function byMethod(routes: Hono<App>, say: Say = problem) {
  const router = new Router<string>();
  for (const { method, path } of routes.routes) {
    if (method !== METHOD_NAME_ALL) router.add(METHOD_NAME_ALL, path, method);
  }
  return createMiddleware<App>(async function byMethod(c, next) {
    const base = c.req.routePath.replace(/\/\*$/, "");
    const path = c.req.path.slice(base.length) || "/";
    const allowed = allowedMethods(router.match(METHOD_NAME_ALL, path)[0].map(([method]) => method));
    if (allowed.length === 0) return say(pathUnknownProblem());
    if (!allowed.includes(c.req.method)) return methodNotAllowed(allowed, say);
    await next();
  });
}

/** The 405 of a path with these methods. */
export function methodNotAllowed(allowed: readonly string[], say: Say = problem): Response {
  const Allow = allowed.join(", ");
  return say({
    status: 405,
    code: "method_not_allowed",
    detail: `This address answers to ${Allow}.`,
    headers: { Allow },
  });
}

/** Hono answers HEAD wherever it answers GET. */
function allowedMethods(methods: readonly string[]): string[] {
  const distinct = [...new Set(methods)];
  return distinct.includes("GET") ? [...distinct, "HEAD"] : distinct;
}
