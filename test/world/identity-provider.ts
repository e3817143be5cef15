import { createServer } from "node:http";
import type { AddressInfo } from "node:net";

/** The library has no types. */
const LIBRARY: string = "oidc-provider";

export interface IdentityProvider {
  issuer: string;
  clientId: string;
  clientSecret: string;
  end: () => Promise<void>;
}

/**
 * A real OpenID provider on loopback, with a sign-in page: the name that a person enters is their address, verified
 * unless it begins with `unverified`.
 */
export async function startIdentityProvider(origin: string): Promise<IdentityProvider> {
  const { Provider } = await import(LIBRARY);
  const [clientId, clientSecret] = ["latchkey", "a secret of the provider's client, long enough"];
  const server = createServer();
  await new Promise<void>((listening) => server.listen(0, "127.0.0.1", listening));
  const issuer = `http://localhost:${(server.address() as AddressInfo).port}`;
  const provider = new Provider(issuer, {
    clients: [
      { client_id: clientId, client_secret: clientSecret, redirect_uris: [`${origin}/sign-in/callback`] },
    ],
    claims: { openid: ["sub"], email: ["email", "email_verified"], profile: ["name"] },
    conformIdTokenClaims: false,
    cookies: { keys: ["for these tests alone"] },
    findAccount: (_: unknown, accountId: string) => ({
      accountId,
      claims: () => ({
        sub: `sub-of-${accountId}`,
        email: accountId,
        email_verified: !accountId.startsWith("unverified"),
        name: "Noor Haddad",
      }),
    }),
  });
  server.on("request", provider.callback());
  return {
    issuer,
    clientId,
    clientSecret,
    end: () =>
      new Promise((ended) => {
        server.close(() => ended());
        server.closeAllConnections();
      }),
  };
}
