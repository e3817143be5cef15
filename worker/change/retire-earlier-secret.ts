import type { Authority } from "../../db/demands.ts";
import { dropEarlierSecret } from "../../db/tokens/rotation.ts";
import type { EarlierSecretEnd } from "../domain/activity/actions.ts";
import type { TokenHash } from "../domain/tokens/secret.ts";
import { SYSTEM } from "./authorize.ts";
import { commit, type Ground } from "./commit.ts";

type Retired = {
  token: { id: string; name: string };
  organizationId: string;
  owner: { id: string; name: string };
  hash: TokenHash;
};

/**
 * Ends the earlier secret of a token that was rotated; the present one goes on. False where it had ended already.
 * `asker` where somebody asks for it.
 */
export async function retireEarlierSecret(
  ground: Ground,
  { token, organizationId, owner, hash }: Retired,
  because: EarlierSecretEnd,
  at: number,
  asker?: { authority: Authority; actor: { id: string; name: string } },
): Promise<boolean> {
  const { changed } = await commit(ground, {
    authority: asker?.authority ?? SYSTEM,
    // An earlier secret is given no lease: only who asks for its end has to be sure of every door.
    effect: asker ? "narrows" : "neither",
    at,
    change: dropEarlierSecret(token.id, hash),
    retires: [{ tokenId: token.id, hash }],
    activity: [
      {
        action: "token.earlier-secret-ended",
        detail: { because },
        organizationId,
        actor: asker?.actor ?? null,
        subject: { id: owner.id, name: owner.name },
        token,
        at,
      },
    ],
  });
  return changed;
}
