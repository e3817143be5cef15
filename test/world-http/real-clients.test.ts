import * as oauth from "oauth4webapi";
import * as openid from "openid-client";
import { beforeAll, describe, expect, test } from "vitest";
import { issueToken } from "../factories/demo-token.ts";
import { freshLatchkey } from "../world/once-per-process.ts";

const latchkey = await freshLatchkey();
let caller: string;

beforeAll(async () => {
  caller = (await issueToken(latchkey.env, "gateway")).token;
});
/** The caller authenticates with its own token, as the metadata says: "Bearer". */
const asBearer = (token: string) => (_server: unknown, _client: unknown, _body: unknown, headers: Headers) =>
  headers.set("authorization", `Bearer ${token}`);

describe("openid-client", () => {
  const discover = (token: string) =>
    openid.discovery(new URL(latchkey.origin), "resource-server", undefined, asBearer(token), {
      algorithm: "oauth2",
      execute: [openid.allowInsecureRequests],
    });

  test("RFC 8414: discovers", async () => {
    const metadata = (await discover(caller)).serverMetadata();
    expect(metadata.issuer).toBe(latchkey.origin);
    expect(metadata.introspection_endpoint).toBe(`${latchkey.origin}/oauth/introspect`);
    expect(metadata.token_endpoint).toBeUndefined();
  });

  test("RFC 7662 and RFC 7009: introspects, revokes, introspects again", async () => {
    const config = await discover(caller);
    const { token, id } = await issueToken(latchkey.env, "member@northwind.example");
    expect(await openid.tokenIntrospection(config, token)).toMatchObject({
      active: true,
      jti: id,
      iss: latchkey.origin,
      username: "member@northwind.example",
    });
    await openid.tokenRevocation(config, token, { token_type_hint: "access_token" });
    expect(await openid.tokenIntrospection(config, token)).toEqual({ active: false });
  });

  test("RFC 6750 §3: reads the challenge of a caller without tokens.introspect", async () => {
    const { token } = await issueToken(latchkey.env, "ci-bot");
    const refusal = openid.tokenIntrospection(await discover(token), caller);
    await expect(refusal).rejects.toMatchObject({
      cause: [{ scheme: "bearer", parameters: { error: "insufficient_scope", scope: "tokens.introspect" } }],
    });
  });
});

describe("oauth4webapi", () => {
  const client: oauth.Client = { client_id: "resource-server" };
  const insecure = { [oauth.allowInsecureRequests]: true };

  async function server() {
    const issuer = new URL(latchkey.origin);
    const answer = await oauth.discoveryRequest(issuer, { algorithm: "oauth2", ...insecure });
    return oauth.processDiscoveryResponse(issuer, answer);
  }

  test("RFC 8414, 7662 and 7009: discovers, introspects, revokes without a client, introspects again", async () => {
    const found = await server();
    const { token, userId, organizationId } = await issueToken(latchkey.env, "member@northwind.example");
    const introspect = async () =>
      oauth.processIntrospectionResponse(
        found,
        client,
        await oauth.introspectionRequest(found, client, asBearer(caller), token, insecure),
      );
    expect(await introspect()).toMatchObject({
      active: true,
      token_type: "Bearer",
      sub: userId,
      organization_id: organizationId,
    });
    const revoked = await oauth.revocationRequest(found, client, oauth.None(), token, insecure);
    expect(await oauth.processRevocationResponse(revoked)).toBeUndefined();
    expect(await introspect()).toEqual({ active: false });
  });

  test("RFC 6749 §5.2: reads an error", async () => {
    const { revocation_endpoint = "" } = await server();
    const answer = await fetch(revocation_endpoint, {
      method: "POST",
      body: new URLSearchParams({ token: "" }),
    });
    await expect(oauth.processRevocationResponse(answer)).rejects.toMatchObject({
      name: "ResponseBodyError",
      error: "invalid_request",
    });
  });
});
