import { replaceSealed, type StoredProvider } from "../../../../db/sign-in/identity-providers.ts";
import type { Registration } from "../../../sign-in/oidc/client.ts";
import { ProviderFailure } from "../../../sign-in/oidc/provider-failure.ts";
import type { Runtime } from "../../runtime.ts";

/** Where every provider sends people back to. */
export function redirectUriOf({ origin }: Pick<Runtime, "origin">): string {
  return `${origin}/sign-in/callback`;
}

/**
 * The provider with its secret in the clear, for its token endpoint alone. A secret that only the earlier key
 * decrypts is sealed again with the present key. @throws ProviderFailure `secret-unreadable`
 */
export async function registrationOf(runtime: Runtime, provider: StoredProvider): Promise<Registration> {
  const { issuer, clientId, clientSecret: sealed, organizationId } = provider;
  if (sealed === null) return { issuer, clientId, clientSecret: null };
  const opened = await runtime.vault.open(sealed, organizationId);
  if (!opened) throw new ProviderFailure("secret-unreadable");
  const { vault } = runtime;
  if (opened.isOld && vault.hasKey) {
    const reseal = async () =>
      replaceSealed(runtime.database, provider, await vault.seal(opened.text, organizationId));
    runtime.defer(reseal());
  }
  return { issuer, clientId, clientSecret: opened.text };
}
