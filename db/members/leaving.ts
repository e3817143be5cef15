import { sql } from "drizzle-orm";
import type { Statement } from "../connect.ts";
import { forgetNameOf } from "../organizations/former-names.ts";
import type { MemberKey } from "../tokens/tokens.ts";

/** Tables with what is a user's alone, each with `user_id`: it goes with them. A test compares this with the schema. */
export const OF_A_USER = ["one_time_link", "passkey", "provider_subject"] as const;

/**
 * What follows from the end of a membership: with a user's last one go address, password and all that is theirs
 * alone. Activity keeps the name that the organization knew them by, unless it chose a pseudonym.
 */
export function forgetWhoLeft(member: MemberKey, at: number): Statement[] {
  const { userId } = member;
  const isGone = sql`NOT EXISTS (SELECT 1 FROM membership WHERE user_id = ${userId})`;
  return [
    forgetNameOf(member),
    // No restore of the database brings a link back.
    sql`INSERT OR IGNORE INTO tombstone_due (token_id, hash, revoked_at, by)
      SELECT id, hash, ${at}, 'owner' FROM one_time_link WHERE user_id = ${userId} AND ${isGone}`,
    ...OF_A_USER.map(
      (table) => sql`DELETE FROM ${sql.identifier(table)} WHERE user_id = ${userId} AND ${isGone}`,
    ),
    sql`DELETE FROM user WHERE id = ${userId} AND ${isGone}`,
  ];
}
