import { Hono } from "hono";
import * as z from "zod";
import { json, problems } from "../http/answers.ts";
import { documented } from "../http/documented.ts";
import type { App } from "../http/hono.ts";

/** Whether the Worker can do its work: only with D1. */
export const health = new Hono<App>().get(
  "/",
  documented(() => ({
    summary: "Whether Latchkey can do its work",
    token: false,
    answers: { ...json("The database answers", z.object({ status: z.literal("ok") })), ...problems(503) },
  })),
  async (c) => {
    await c.var.runtime.database.$client.prepare("SELECT 1 FROM organization LIMIT 1").run();
    return c.json({ status: "ok" }, 200, { "Cache-Control": "no-store" });
  },
);
