import type { Authority } from "../../db/demands.ts";
import { dropEarlierSecret } from "../../db/tokens/earlier-secrets.ts";
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
 * Ends the earlier secret of a rotated token; the present one stays valid. Returns false if it had already ended.
 * `asker` is set if somebody asked for it.
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
    // Earlier secrets get no leases. Only a caller who asks for the end waits until every door refuses it.
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
