import { earlierSecretsEndedBy } from "../../db/tokens/earlier-secrets.ts";
import { retireEarlierSecret } from "../change/retire-earlier-secret.ts";
import type { Ground } from "./ground.ts";

const AT_ONCE = 20;

/**
 * Earlier secrets are refused from the instant of their end. This writes their tombstones, so that a restored
 * database revives none.
 */
export async function endEarlierSecrets(ground: Ground): Promise<void> {
  const at = ground.now();
  let ended: Awaited<ReturnType<typeof earlierSecretsEndedBy>>;
  do {
    if (!ground.mayAskMore()) return;
    ended = await earlierSecretsEndedBy(ground.database, at, AT_ONCE);
    for (const { id, name, organizationId, userId, memberName, earlier } of ended) {
      const owner = { id: userId, name: memberName };
      const retired = { token: { id, name }, organizationId, owner, hash: earlier };
      await retireEarlierSecret(ground, retired, "time", at);
    }
  } while (ended.length === AT_ONCE);
}
