import type { Authority } from "../../db/demands.ts";
import type { Ended, Ending } from "../../db/tokens/revocations.ts";
import { commit, type Ground } from "./commit.ts";

/**
 * Ends tokens, whoever ends them and for whatever reason: when this has answered, no request that starts later is
 * accepted with one of them, at any door. Returns those that this call ended. @throws Refusal as `commit`
 */
export async function revoke(
  ground: Ground,
  { authority, at, ...ends }: Ending & { authority: Authority; at: number },
): Promise<Ended[]> {
  const { ended } = await commit(ground, { authority, effect: "narrows", at, ends });
  return ended;
}
