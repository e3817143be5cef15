import type { MemberKey } from "../../db/tokens/tokens.ts";
import { manyTokens } from "../factories/many-tokens.ts";
import type { Latchkey } from "./latchkey.ts";

/** API tokens that nobody holds, for a list to be long: in one statement, as the proxy of D1 takes its time for each. */
export async function giveTokens(latchkey: Latchkey, email: string, howMany: number): Promise<void> {
  const [member] = await latchkey.sql<MemberKey>(
    `SELECT organization_id AS organizationId, user_id AS userId
     FROM membership JOIN user ON user.id = user_id WHERE email = ?`,
    email,
  );
  await latchkey.sql(...manyTokens(member as MemberKey, { howMany, prefix: "many" }));
}
