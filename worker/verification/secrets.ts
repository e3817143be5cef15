import type { StoredToken } from "../../db/tokens/verification.ts";
import type { LastUse } from "../domain/tokens/last-use.ts";
import type { EarlierSecret } from "../domain/tokens/rotation.ts";

/** What follows from which of a token's secrets was presented, at `now` (ms UTC). */
export type Secrets = {
  /** The present one, for the first time since it replaced the earlier one. Rejects where D1 does not take it. */
  newUsed: (stored: StoredToken, earlier: EarlierSecret, now: number) => Promise<void>;
  /** The earlier one, which still holds. */
  earlierUsed: (tokenId: string, now: number, use: LastUse) => void;
  /** One that was replaced and has ended. */
  retiredUsed: (tokenId: string, now: number) => void;
};
