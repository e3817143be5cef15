import { findProvider } from "../../../../db/sign-in/identity-providers.ts";
import type { ProviderProblem } from "../../../domain/sign-in/provider-problem.ts";
import type { Runtime } from "../../runtime.ts";
import { recordProviderTest } from "./arrive.ts";

/** Records a test that did not reach the provider. False if there are no settings to record it with. */
export async function testFailed(
  runtime: Runtime,
  sessionId: string,
  organizationId: string,
  problem: ProviderProblem,
): Promise<boolean> {
  const provider = await findProvider(runtime.database, organizationId);
  if (!provider) return false;
  await recordProviderTest(runtime, { sessionId, organizationId }, provider, problem);
  return true;
}
