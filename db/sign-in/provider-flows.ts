import { lte, sql } from "drizzle-orm";
import { type Database, prepare } from "../connect.ts";
import { providerFlow } from "../tables/provider-flow.ts";

/** Somebody who was sent to a provider. Times in ms UTC. */
export type ProviderFlow = Omit<typeof providerFlow.$inferSelect, "state" | "clientNetwork">;

/** False, and nothing is kept, where `most` of this client are open (`at` in ms UTC). */
export async function keepFlow(
  database: Database,
  state: Uint8Array,
  { organizationId, purpose, nonce, codeVerifier, sessionId, returnTo, expiresAt }: ProviderFlow,
  { clientNetwork, at, most }: { clientNetwork: string; at: number; most: number },
): Promise<boolean> {
  const { meta } = await prepare(
    database,
    sql`INSERT INTO provider_flow (state, organization_id, purpose, nonce, code_verifier, session_id, return_to,
        client_network, expires_at)
      SELECT ${state}, ${organizationId}, ${purpose}, ${nonce}, ${codeVerifier}, ${sessionId}, ${returnTo},
        ${clientNetwork}, ${expiresAt}
      WHERE (SELECT count(*) FROM provider_flow
        WHERE client_network = ${clientNetwork} AND expires_at > ${at}) < ${most}`,
  ).run();
  return meta.changes > 0;
}

/** The flow of this state, which is gone with it: of two calls at one moment one has it. */
export async function takeFlow(
  database: Database,
  state: Uint8Array,
  now: number,
): Promise<ProviderFlow | null> {
  const row = await prepare(
    database,
    sql`DELETE FROM provider_flow WHERE state = ${state} RETURNING organization_id AS organizationId, purpose, nonce,
      code_verifier AS codeVerifier, session_id AS sessionId, return_to AS returnTo, expires_at AS expiresAt`,
  ).first<ProviderFlow>();
  return row && row.expiresAt > now ? row : null;
}

export async function removeFlowsBefore(database: Database, now: number): Promise<void> {
  await database.delete(providerFlow).where(lte(providerFlow.expiresAt, now));
}
