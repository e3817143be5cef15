import type { Identity } from "../../../domain/sign-in/identity.ts";
import { identityIn } from "../../../sign-in/access-claims.ts";
import { ProviderFailure } from "../../../sign-in/oidc/provider-failure.ts";
import type { Context } from "../../context.ts";

/**
 * Whom Cloudflare Access names, and for which organization that counts. The header means nothing unless Access stands
 * in front of this deployment. @throws ProviderFailure
 */
export async function identifyByAccess({
  runtime,
  assertion,
}: Pick<Context, "runtime" | "assertion">): Promise<{ organizationId: string; identity: Identity }> {
  const { access } = runtime.settings;
  if (access === null || assertion === null) throw new ProviderFailure("access-absent");
  const { readClaims } = await import("../../../sign-in/access.ts");
  return {
    organizationId: access.organizationId,
    identity: identityIn(await readClaims(assertion, access, runtime.outside), access.issuer),
  };
}
