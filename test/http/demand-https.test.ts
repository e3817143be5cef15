import { env } from "cloudflare:workers";
import { beforeAll, describe, expect, test, vi } from "vitest";
import { BUILT_OPENAPI } from "../factories/built-openapi.ts";
import { type IssuedToken, issueToken } from "../factories/demo-token.ts";
import { isolate } from "../factories/isolate.ts";
import { withDemo } from "../world/in-workerd.ts";

const PUBLIC = "http://latchkey.example.com";
const { fetch } = isolate({ ASSETS: BUILT_OPENAPI });
let gateway: IssuedToken;
let bearer: { authorization: string };

beforeAll(async () => {
  await withDemo();
  gateway = await issueToken(env, "gateway");
  bearer = { authorization: `Bearer ${gateway.token}` };
});

const form = (fields: Record<string, string>) => ({ method: "POST", body: new URLSearchParams(fields) });
const codeOf = async (answer: Response) => ((await answer.json()) as { code: string }).code;

/** Everything that takes a token, a password or a session. */
const DOORS: [string, () => RequestInit][] = [
  ["/api/v1/me", () => ({ headers: bearer })],
  ["/api/v1/tokens/current", () => ({ method: "DELETE", headers: bearer })],
  [
    "/api/v1/me",
    () => ({ headers: { "x-account-id": gateway.organizationId, "x-auth-token": gateway.token } }),
  ],
  [
    "/api-token-auth",
    () => form({ username: "member@northwind.example", password: "northwind demo passphrase" }),
  ],
  ["/trpc/session.current", () => ({})],
  ["/export/activity.csv", () => ({})],
];

test.each(DOORS)("%s over plain http is 403, and asks D1 nothing", async (path, init) => {
  const prepare = vi.spyOn(env.DB, "prepare");
  const answer = await fetch(PUBLIC + path, init());
  expect([answer.status, await codeOf(answer)]).toEqual([403, "https-required"]);
  expect(prepare).not.toHaveBeenCalled();
});

test("introspection says it in OAuth's words", async () => {
  const answer = await fetch(`${PUBLIC}/oauth/introspect`, { ...form({ token: "x" }), headers: bearer });
  expect([answer.status, ((await answer.json()) as { error: string }).error]).toEqual([
    403,
    "invalid_request",
  ]);
});

test("a token can be ended all the same, the better the sooner", async () => {
  const { token } = await issueToken(env, "ci-bot");
  expect((await fetch(`${PUBLIC}/oauth/revoke`, form({ token }))).status).toBe(200);
  const answer = await fetch("https://latchkey.example.com/api/v1/me", {
    headers: { authorization: `Bearer ${token}` },
  });
  expect(answer.status).toBe(401);
});

test("pages are to be had over https", async () => {
  const answer = await fetch(`${PUBLIC}/sign-in?to=%2F`, {
    headers: { accept: "text/html" },
    redirect: "manual",
  });
  expect([answer.status, answer.headers.get("location")]).toEqual([
    308,
    "https://latchkey.example.com/sign-in?to=%2F",
  ]);
});

test.each([
  "https://latchkey.example.com",
  "http://localhost:8787",
  "http://127.0.0.1:8787",
  "http://[::1]:8787",
  "http://192.168.1.20",
  "http://latchkey.internal",
])("%s is let in", async (origin) => {
  expect((await fetch(`${origin}/api/v1/me`, { headers: bearer })).status).toBe(200);
  expect((await fetch(`${origin}/forward-auth`, { headers: bearer })).status).toBe(200);
});

test("what answers without a secret does so over plain http", async () => {
  for (const path of ["/healthz", "/api/v1/openapi.json", "/.well-known/oauth-authorization-server"]) {
    expect((await fetch(PUBLIC + path)).status).toBe(200);
  }
});

describe("a gateway's question over plain http", () => {
  const ask = async (address: string | null, own = fetch) => {
    const from: Record<string, string> = address === null ? {} : { "cf-connecting-ip": address };
    const answer = await own(`${PUBLIC}/forward-auth/envoy/${gateway.organizationId}/x`, {
      headers: { ...bearer, ...from },
    });
    return answer.status === 200 ? 200 : codeOf(answer);
  };

  test("is answered in a private network, also where Host is the client's", async () => {
    for (const address of ["127.0.0.1", "::1", "10.0.0.7", "fd00::7"]) expect(await ask(address)).toBe(200);
  });

  test("is refused from the internet, and where nobody says from where", async () => {
    for (const address of ["203.0.113.7", "2001:db8::7", null])
      expect(await ask(address)).toBe("https-required");
  });

  test("is refused where it was asked by the public name, from wherever", async () => {
    const named = isolate({ PUBLIC_ORIGIN: "https://latchkey.example.com" });
    expect(await ask("127.0.0.1", named.fetch)).toBe("https-required");
  });
});
