import { Hono } from "hono";

/** F0: the cost of any answer. */
export default new Hono().all("*", (c) => c.json({ ok: true }));
