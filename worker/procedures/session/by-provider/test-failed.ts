import { findProvider } from "../../../../db/sign-in/identity-providers.ts";
import type { ProviderProblem } from "../../../domain/sign-in/provider-problem.ts";
import type { Runtime } from "../../runtime.ts";
import { recordProviderTest } from "./arrive.ts";

/** A test that did not come as far as the provider. False where there is nothing that it would stand beside. */
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
