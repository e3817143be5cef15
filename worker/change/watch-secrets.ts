import { markNewSecretUsed, recordEarlierUse, recordRetiredUse } from "../../db/tokens/earlier-secrets.ts";
import type { StoredToken } from "../../db/tokens/verification.ts";
import { Lately } from "../verification/lately.ts";
import type { Secrets } from "../verification/secrets.ts";
import type { Ground } from "./commit.ts";
import { retireEarlierSecret } from "./retire-earlier-secret.ts";

const EARLIER_USES_EVERY_MS = 20_000;
const RETIRED_USES_EVERY_MS = 60 * 60 * 1000;

/** Uses of other secrets than the present one that this isolate recorded lately. Forgetting them is harmless. */
export class SecretMemory {
  readonly earlier = new Lately(EARLIER_USES_EVERY_MS);
  readonly retired = new Lately(RETIRED_USES_EVERY_MS);
}

/** Ends the earlier secret at the first use of the new one, and records what other secrets are used for. */
export function watchSecrets(ground: Ground, memory: SecretMemory): Secrets {
  const { database } = ground;
  return {
    async newUsed(stored, earlier, now) {
      if (earlier.endsAtFirstUse)
        await retireEarlierSecret(ground, secretOf(stored, earlier.hash), "first-use", now);
      else await markNewSecretUsed(database, stored.token.id, earlier);
    },
    earlierUsed(tokenId, now, use) {
      if (memory.earlier.has(tokenId, now)) return;
      memory.earlier.note(tokenId, now);
      ground.defer(recordEarlierUse(database, tokenId, now, use));
    },
    retiredUsed(tokenId, now) {
      if (memory.retired.has(tokenId, now)) return;
      memory.retired.note(tokenId, now);
      ground.defer(recordRetiredUse(database, tokenId, now, now - RETIRED_USES_EVERY_MS));
    },
  };
}

function secretOf({ token, member }: StoredToken, hash: StoredToken["hash"]) {
  const { user, organization } = member;
  return { token: { id: token.id, name: token.name }, organizationId: organization.id, owner: user, hash };
}
