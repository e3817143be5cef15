import { findProvider } from "../../../../db/sign-in/identity-providers.ts";
import { keepFlow, type ProviderFlow } from "../../../../db/sign-in/provider-flows.ts";
import { clientNetwork } from "../../../domain/client-network.ts";
import { ProviderFailure } from "../../../sign-in/oidc/provider-failure.ts";
import type { Context } from "../../context.ts";
import { redirectUriOf, registrationOf } from "./registration.ts";
import { hashOfState, newFlowSecret, stateOf } from "./state.ts";

export const FLOW_LIFE_MS = 10 * 60_000;

/** How many sign-ins of one client may be under way: many people may share an address. */
const MOST_FLOWS = 300;

type Asked = Pick<ProviderFlow, "organizationId" | "purpose" | "sessionId" | "returnTo">;

/**
 * Sends somebody to the organization's provider. `secret` is for this browser alone.
 * @throws ProviderFailure
 */
export async function beginByProvider(
  { runtime, client }: Pick<Context, "runtime" | "client">,
  asked: Asked,
): Promise<{ url: string; secret: string }> {
  // Before the provider is read: settings that change from here on are later than the flow.
  const at = runtime.now();
  const provider = await findProvider(runtime.database, asked.organizationId);
  if (!provider) throw new ProviderFailure("provider-unknown");
  const { begin } = await import("../../../sign-in/oidc/authorization.ts");
  const secret = newFlowSecret(runtime.randomBytes);
  const state = await stateOf(secret);
  const { url, begun } = await begin(
    await registrationOf(runtime, provider),
    { redirectUri: redirectUriOf(runtime), proves: asked.purpose === "prove", state, at },
    runtime.outside,
    runtime.randomBytes,
  );
  const { nonce, codeVerifier } = begun;
  const flow = { ...asked, nonce, codeVerifier, expiresAt: at + FLOW_LIFE_MS };
  const counted = { clientNetwork: clientNetwork(client.address), at, most: MOST_FLOWS };
  const isKept = await keepFlow(runtime.database, await hashOfState(state), flow, counted);
  if (!isKept) throw new ProviderFailure("flows-too-many");
  return { url, secret };
}
