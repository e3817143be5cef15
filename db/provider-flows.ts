import { lte, sql } from "drizzle-orm";
import { type Database, prepare } from "./connect.ts";
import { providerFlow } from "./tables/provider-flow.ts";

/** Somebody who was sent to a provider. Times in ms UTC. */
export type ProviderFlow = Omit<typeof providerFlow.$inferSelect, "state">;

export async function keepFlow(database: Database, state: Uint8Array, flow: ProviderFlow): Promise<void> {
  await database.insert(providerFlow).values({ state, ...flow });
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
