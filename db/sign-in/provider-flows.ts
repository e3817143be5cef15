import { and, eq, getTableColumns, gt, lt, lte } from "drizzle-orm";
import { type Database, prepare } from "../connect.ts";
import { countOf } from "../operators.ts";
import { insertWhere } from "../sql.ts";
import { providerFlow } from "../tables/provider-flow.ts";

/** A sign-in that was sent to a provider. Times in ms UTC. */
export type ProviderFlow = Omit<typeof providerFlow.$inferSelect, "state" | "clientNetwork">;

/** False, and nothing is stored, if this client has `most` open flows (`at` in ms UTC). */
export async function keepFlow(
  database: Database,
  state: Uint8Array,
  flow: ProviderFlow,
  { clientNetwork, at, most }: { clientNetwork: string; at: number; most: number },
): Promise<boolean> {
  const open = and(eq(providerFlow.clientNetwork, clientNetwork), gt(providerFlow.expiresAt, at));
  const { meta } = await prepare(
    database,
    insertWhere(providerFlow, { ...flow, state, clientNetwork }, lt(countOf(providerFlow, open), most)),
  ).run();
  return meta.changes > 0;
}

/** Returns and deletes the flow with this state: of two simultaneous calls, one gets it. */
export async function takeFlow(
  database: Database,
  state: Uint8Array,
  now: number,
): Promise<ProviderFlow | null> {
  const { state: _, clientNetwork: __, ...flow } = getTableColumns(providerFlow);
  const [row] = await database.delete(providerFlow).where(eq(providerFlow.state, state)).returning(flow);
  return row && row.expiresAt > now ? row : null;
}

export async function removeFlowsBefore(database: Database, now: number): Promise<void> {
  await database.delete(providerFlow).where(lte(providerFlow.expiresAt, now));
}
