import type { MemberKey } from "../../db/tokens/tokens.ts";
import { manyTokens } from "../factories/many-tokens.ts";
import type { Latchkey } from "./latchkey.ts";

/**
 * Writes API tokens that nobody holds, to make a list long: in one statement, because each call of D1's proxy takes its
 * time.
 */
export async function giveTokens(latchkey: Latchkey, email: string, howMany: number): Promise<void> {
  const [member] = await latchkey.sql<MemberKey>(
    `SELECT organization_id AS organizationId, user_id AS userId
     FROM membership JOIN user ON user.id = user_id WHERE email = ?`,
    email,
  );
  await latchkey.sql(...manyTokens(member as MemberKey, { howMany, prefix: "many" }));
}
