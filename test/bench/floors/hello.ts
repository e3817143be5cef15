import { Hono } from "hono";

/** F0: what any answer costs. */
export default new Hono().all("*", (c) => c.json({ ok: true }));
