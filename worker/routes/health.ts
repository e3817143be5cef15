import { Hono } from "hono";
import type { App } from "../http/hono.ts";

/** Whether the Worker can do its work: only with D1. */
export const health = new Hono<App>().get("/", async (c) => {
  await c.var.runtime.database.$client.prepare("SELECT 1 FROM organization LIMIT 1").run();
  return c.json({ status: "ok" }, 200, { "Cache-Control": "no-store" });
});
