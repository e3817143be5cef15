import type { D1Database } from "@cloudflare/workers-types";

const DEMO = ["master", "super", "member", "restricted", "partner", "boss", "ci-bot", "gateway"] as const;

/** The user ids of the demo's people, by the first part of their address; service users by their name. */
export async function membersByEmail(database: D1Database): Promise<Record<(typeof DEMO)[number], string>> {
  const { results } = await database
    .prepare(
      "SELECT coalesce(substr(email, 1, instr(email, '@') - 1), name) AS key, user.id FROM user JOIN membership ON user_id = user.id",
    )
    .all<{ key: string; id: string }>();
  const ids = Object.fromEntries(results.map(({ key, id }) => [key, id]));
  return ids as Record<(typeof DEMO)[number], string>;
}
