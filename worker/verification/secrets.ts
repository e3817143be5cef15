import type { StoredToken } from "../../db/tokens/verification.ts";
import type { LastUse } from "../domain/tokens/last-use.ts";
import type { EarlierSecret } from "../domain/tokens/rotation.ts";

/** Called with the secret of a token that was presented, at `now` (ms UTC). */
export type Secrets = {
  /** The present secret, for the first time since the rotation. Rejects if D1 does not take it. */
  newUsed: (stored: StoredToken, earlier: EarlierSecret, now: number) => Promise<void>;
  /** The earlier secret, which still holds. */
  earlierUsed: (tokenId: string, now: number, use: LastUse) => void;
  /** A secret that was replaced and has ended. */
  retiredUsed: (tokenId: string, now: number) => void;
};
