import { expect, test } from "vitest";
import { anonymous, origin } from "../world/in-workerd.ts";

const read = () => anonymous().fetch("/.well-known/oauth-authorization-server");

test("RFC 8414 §3.2: the metadata names what is offered, and nothing else", async () => {
  const answer = await read();
  expect([answer.status, answer.headers.get("content-type")]).toEqual([200, "application/json"]);
  expect(await answer.json()).toEqual({
    issuer: origin,
    introspection_endpoint: `${origin}/oauth/introspect`,
    introspection_endpoint_auth_methods_supported: ["Bearer"],
    revocation_endpoint: `${origin}/oauth/revoke`,
    revocation_endpoint_auth_methods_supported: ["none"],
    response_types_supported: [],
    grant_types_supported: [],
  });
});

test("every endpoint in it is there", async () => {
  const body = (await (await read()).json()) as Record<string, unknown>;
  const endpoints = Object.entries(body).filter(([name]) => name.endsWith("_endpoint"));
  expect(endpoints).toHaveLength(2);
  for (const [, url] of endpoints) {
    const answer = await anonymous().fetch(String(url).slice(origin.length));
    expect([answer.status, answer.headers.get("allow")]).toEqual([405, "POST"]);
  }
});

test("other well-known addresses are a JSON 404", async () => {
  expect((await anonymous().fetch("/.well-known/openid-configuration")).status).toBe(404);
});
