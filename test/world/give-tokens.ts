import { batch, connect } from "../../db/connect.ts";
import { insertToken, type MemberKey } from "../../db/tokens.ts";
import { TokenHash } from "../../worker/domain/tokens/secret.ts";
import type { Latchkey } from "./latchkey.ts";

/** API tokens that nobody holds, for a list to be long. */
export async function giveTokens(latchkey: Latchkey, email: string, howMany: number): Promise<void> {
  const [member] = await latchkey.sql<MemberKey>(
    `SELECT organization_id AS organizationId, user_id AS userId
     FROM membership JOIN user ON user.id = user_id WHERE email = ?`,
    email,
  );
  const tokens = Array.from({ length: howMany }, (_, nth) =>
    insertToken(member as MemberKey, {
      id: `many${String(nth).padStart(8, "0")}`,
      kind: "api",
      name: `Many ${nth}`,
      hash: new TokenHash(crypto.getRandomValues(new Uint8Array(32))),
      scopes: null,
      createdAt: nth,
      expiresAt: null,
    }),
  );
  await batch(connect(latchkey.env.DB), tokens);
}
