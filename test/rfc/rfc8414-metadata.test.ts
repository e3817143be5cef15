import { env } from "cloudflare:workers";
import { expect, test } from "vitest";
import { createApp } from "../../worker/app.ts";
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

test("the issuer is written in one way, however a client writes the host", async () => {
  const request = new Request(`${origin}/.well-known/oauth-authorization-server`);
  const execution = { waitUntil() {}, passThroughOnException() {}, props: {} };
  // The address that workerd gives a Worker that is reached directly.
  Object.defineProperty(request, "url", {
    value: "http://LATCHKEY.test:80/.well-known/oauth-authorization-server",
  });
  const answer = await createApp().fetch(request, env, execution as unknown as ExecutionContext);
  expect(await answer.json()).toMatchObject({ issuer: "http://latchkey.test" });
});
