import type { Authority } from "../../db/demands.ts";
import type { Ended, Ending } from "../../db/tokens/ending.ts";
import { commit, type Ground } from "./commit.ts";

/**
 * Ends tokens. Once it resolves, no door accepts them in a request that starts later. Returns the tokens that this
 * call ended.
 * @throws Refusal as `commit`
 */
export async function revoke(
  ground: Ground,
  { authority, at, ...ends }: Ending & { authority: Authority; at: number },
): Promise<Ended[]> {
  const { ended } = await commit(ground, { authority, effect: "narrows", at, ends });
  return ended;
}
