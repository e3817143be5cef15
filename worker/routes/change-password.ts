import { methodNotAllowed } from "../http/by-method.ts";
import { type App, Hono } from "../http/hono.ts";

const WHERE_IT_IS_CHANGED = "/user?dialog=change-password";

/**
 * Where password managers send users to change a password: `/.well-known/change-password`
 * (https://w3c.github.io/webappsec-change-password-url/). It redirects to a page, and is not part of the API.
 */
export const changePassword = new Hono<App>().all("/", (c) => {
  if (c.req.method !== "GET" && c.req.method !== "HEAD") return methodNotAllowed(["GET", "HEAD"]);
  c.header("Cache-Control", "no-store");
  return c.redirect(WHERE_IT_IS_CHANGED, 303);
});
