import { earlierSecretsEndedBy } from "../../db/tokens/rotation.ts";
import { retireEarlierSecret } from "../change/retire-earlier-secret.ts";
import type { Ground } from "./ground.ts";

const AT_ONCE = 100;

/**
 * Earlier secrets are refused from the instant of their end; here they get their tombstone, so that a database that
 * is put back revives none.
 */
export async function endEarlierSecrets(ground: Ground): Promise<void> {
  const at = ground.now();
  for (const { id, name, organizationId, userId, memberName, earlier } of await earlierSecretsEndedBy(
    ground.database,
    at,
    AT_ONCE,
  )) {
    const owner = { id: userId, name: memberName };
    const retired = { token: { id, name }, organizationId, owner, hash: earlier };
    await retireEarlierSecret(ground, retired, "time", at);
  }
}
