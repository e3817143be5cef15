import { Hono } from "hono";

/** F1: the fewest honest steps of any token check: SHA-256, and one row by a unique index. */
export default new Hono<{ Bindings: Cloudflare.Env }>().all("*", async (c) => {
  const text = c.req.header("Authorization")?.slice("Bearer ".length) ?? "";
  const hash = await crypto.subtle.digest("SHA-256", new TextEncoder().encode(text));
  const row = await c.env.DB.prepare("SELECT id, user_id, expires_at FROM floor WHERE hash = ?")
    .bind(hash)
    .first();
  return row ? c.json(row) : c.json({ error: "invalid_token" }, 401);
});
