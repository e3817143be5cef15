import { Buffer } from "node:buffer";
import { counted } from "./counts.ts";

/** A common design: one query for the token, and KV's list of revoked tokens, at every call. */
export default counted<Cloudflare.Env>(async (request, { DB, TOMBSTONES }) => {
  const text = request.headers.get("Authorization")?.slice("Bearer ".length) ?? "";
  const hash = await crypto.subtle.digest("SHA-256", new TextEncoder().encode(text));
  const [row, revoked] = await Promise.all([
    DB.prepare("SELECT id, user_id, expires_at FROM floor WHERE hash = ?").bind(hash).first(),
    TOMBSTONES.get(Buffer.from(hash).toString("hex")),
  ]);
  return row && revoked === null ? Response.json(row) : new Response(null, { status: 401 });
});
