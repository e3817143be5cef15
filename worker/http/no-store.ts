import { createMiddleware } from "hono/factory";
import type { App } from "./hono.ts";

/** Answers about tokens are nobody's to keep. */
export function noStore() {
  return createMiddleware<App>(async function noStore(c, next) {
    await next();
    c.res.headers.set("Cache-Control", "no-store");
  });
}
