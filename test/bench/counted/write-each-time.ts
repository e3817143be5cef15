import { counted } from "./counts.ts";

/** A common design: one query for the token, and one write of its last use, at every call. */
export default counted<Cloudflare.Env>(async (request, { DB }) => {
  const text = request.headers.get("Authorization")?.slice("Bearer ".length) ?? "";
  const hash = await crypto.subtle.digest("SHA-256", new TextEncoder().encode(text));
  const row = await DB.prepare("SELECT id, user_id, expires_at FROM floor WHERE hash = ?").bind(hash).first();
  if (!row) return new Response(null, { status: 401 });
  await DB.prepare("UPDATE floor SET used_at = ? WHERE id = ?").bind(Date.now(), row.id).run();
  return Response.json(row);
});
