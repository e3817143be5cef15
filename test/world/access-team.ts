import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { AUDIENCE, claimsOf } from "../factories/access-team.ts";
import { newKey, signed } from "../factories/stub-provider.ts";

export interface AccessTeam {
  /** The team's domain and audience, as the operator sets them. */
  vars: { ACCESS_TEAM_DOMAIN: string; ACCESS_AUDIENCE: string };
  /** Its assertion for somebody who was let in at `iat` (seconds), or a forged one. */
  assertionOf: (email: string, further?: { iat?: number; forged?: boolean }) => Promise<string>;
  end: () => Promise<void>;
}

/** The keys of a team of Cloudflare Access, on loopback. */
export async function startAccessTeam(): Promise<AccessTeam> {
  const [key, other] = [await newKey("key-1"), await newKey("key-1")];
  const server = createServer((request, response) => {
    response.statusCode = request.url === "/cdn-cgi/access/certs" ? 200 : 404;
    response.end(JSON.stringify({ keys: [key.published] }));
  });
  await new Promise<void>((listening) => server.listen(0, "127.0.0.1", listening));
  const domain = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  return {
    vars: { ACCESS_TEAM_DOMAIN: domain, ACCESS_AUDIENCE: AUDIENCE },
    assertionOf: (email, { forged, ...further } = {}) =>
      signed({ ...claimsOf(email), iss: domain, ...further }, forged ? other : key),
    end: () =>
      new Promise((ended) => {
        server.close(() => ended());
        server.closeAllConnections();
      }),
  };
}
