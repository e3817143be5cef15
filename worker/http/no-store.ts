import { createMiddleware } from "hono/factory";
import type { App } from "./hono.ts";

/** Nobody may keep answers about tokens; RFC 6749 §5.1 wants HTTP/1.0 caches told as well. */
export function noStore() {
  return createMiddleware<App>(async function noStore(c, next) {
    await next();
    c.res.headers.set("Cache-Control", "no-store");
    c.res.headers.set("Pragma", "no-cache");
  });
}
