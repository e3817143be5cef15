import { env } from "cloudflare:workers";
import { beforeAll, describe, expect, test, vi } from "vitest";
import { issueToken, unknownToken } from "../factories/demo-token.ts";
import { forgedWithId } from "../factories/never-issued.ts";
import { anonymous, bearer, origin, withDemo } from "../world/in-workerd.ts";
import { lastUseOf, recordedUseOf } from "../world/last-use-of.ts";

let gateway: string;

beforeAll(async () => {
  await withDemo();
  gateway = (await issueToken(env, "gateway")).token;
});

const introspect = (fields: Record<string, string>, caller = gateway) =>
  bearer(caller).postForm("/oauth/introspect", fields);

describe("RFC 7662 §2.2: the answer", () => {
  test("of an active token says who it is, and what it may do now", async () => {
    const createdAt = Date.UTC(2026, 0, 2, 3, 4, 5, 999);
    const expiresAt = Date.UTC(2099, 0, 2, 3, 4, 5, 999);
    const issued = await issueToken(env, "member@northwind.example", {
      createdAt,
      expiresAt,
      scopes: ["reports:read"],
    });
    const answer = await introspect({ token: issued.token });
    expect(answer.status).toBe(200);
    expect(answer.headers.get("content-type")).toMatch(/^application\/json\b/);
    expect(await answer.json()).toEqual({
      active: true,
      token_type: "Bearer",
      scope: "reports:read",
      sub: issued.userId,
      username: "member@northwind.example",
      jti: issued.id,
      iss: origin,
      iat: Math.floor(createdAt / 1000),
      exp: Math.floor(expiresAt / 1000),
      organization_id: issued.organizationId,
      visibility_groups: ["EMEA"],
    });
  });

  test("of one that never expires has no exp; a service user's username is its name", async () => {
    const { token } = await issueToken(env, "ci-bot");
    const body = (await (await introspect({ token })).json()) as Record<string, unknown>;
    expect(body).not.toHaveProperty("exp");
    expect(body).toMatchObject({ username: "ci-bot", scope: "tokens.personal reports:read" });
  });

  test("is never to be kept", async () => {
    const answer = await introspect({ token: "x" });
    expect(answer.headers.get("cache-control")).toBe("no-store");
    expect(answer.headers.get("pragma")).toBe("no-cache");
  });

  test("is exactly {active: false} for everything else", async () => {
    const revoked = await issueToken(env, "member@northwind.example");
    await bearer(revoked.token).fetch("/api/v1/tokens/current", { method: "DELETE" });
    const expired = await issueToken(env, "member@northwind.example", { expiresAt: Date.now() - 1 });
    const inactive = {
      garbage: "not a token",
      unknown: unknownToken(),
      "bad checksum": `${gateway.slice(0, -1)}${gateway.endsWith("0") ? "1" : "0"}`,
      revoked: revoked.token,
      expired: expired.token,
      session: (await issueToken(env, "member@northwind.example", { kind: "session" })).token,
      "another organization's": (await issueToken(env, "partner@fabrikam.example")).token,
      "without tokens.personal": (await issueToken(env, "restricted@northwind.example")).token,
    };
    for (const [what, token] of Object.entries(inactive)) {
      const answer = await introspect({ token });
      expect([what, answer.status, await answer.text()]).toEqual([what, 200, '{"active":false}']);
    }
  });

  test("token_type_hint and parameters that are not known change nothing (§2.1)", async () => {
    const { token } = await issueToken(env, "member@northwind.example");
    const answer = await introspect({ token, token_type_hint: "refresh_token", client_id: "me" });
    expect(await answer.json()).toMatchObject({ active: true });
  });
});

describe("RFC 7662 §2.1: the request", () => {
  const form = { "content-type": "application/x-www-form-urlencoded" };
  test.each<[string, RequestInit]>([
    ["no token", { body: "a=b", headers: form }],
    ["a token without a value", { body: "token=", headers: form }],
    ["a repeated token", { body: "token=a&token=b", headers: form }],
    ["another parameter repeated", { body: "token=a&x=1&x=2", headers: form }],
    ["JSON", { body: '{"token":"a"}', headers: { "content-type": "application/json" } }],
    ["no content type", { body: new Uint8Array([1]) }],
  ])("with %s is invalid_request (RFC 6749 §5.2)", async (_, init) => {
    const answer = await bearer(gateway).fetch("/oauth/introspect", { method: "POST", ...init });
    expect(answer.status).toBe(400);
    expect(answer.headers.get("cache-control")).toBe("no-store");
    expect(answer.headers.get("pragma")).toBe("no-cache");
    const body = (await answer.json()) as Record<string, string>;
    expect(Object.keys(body)).toEqual(["error", "error_description"]);
    expect(body.error).toBe("invalid_request");
  });

  test("in the query string is not looked at", async () => {
    const answer = await bearer(gateway).fetch(`/oauth/introspect?token=${gateway}`, {
      method: "POST",
      headers: form,
    });
    expect(answer.status).toBe(400);
  });

  test("by any method but POST is 405 with Allow", async () => {
    const answer = await bearer(gateway).fetch("/oauth/introspect");
    expect([answer.status, answer.headers.get("allow")]).toEqual([405, "POST"]);
    expect(await answer.json()).toMatchObject({ error: "invalid_request" });
  });

  test("larger than 64 kB is 413 in OAuth's form", async () => {
    const answer = await introspect({ token: "x".repeat(70_000) });
    expect([answer.status, ((await answer.json()) as { error: string }).error]).toEqual([
      413,
      "invalid_request",
    ]);
  });
});

describe("RFC 7662 §2.3: the caller", () => {
  test("without a token: 401, a challenge without an error code", async () => {
    const answer = await anonymous().postForm("/oauth/introspect", { token: gateway });
    expect(answer.status).toBe(401);
    expect(answer.headers.get("www-authenticate")).toBe('Bearer realm="latchkey"');
    expect(await answer.json()).toMatchObject({ error: "invalid_client" });
  });

  test("with a token that is not honoured: 401 invalid_token (RFC 6750 §3.1)", async () => {
    const answer = await introspect({ token: gateway }, unknownToken());
    expect(answer.status).toBe(401);
    expect(answer.headers.get("www-authenticate")).toMatch(
      /^Bearer realm="latchkey", error="invalid_token", /,
    );
    expect(await answer.json()).toMatchObject({ error: "invalid_token" });
  });

  test("without tokens.introspect: 403 that names it and says who can grant it", async () => {
    const { token } = await issueToken(env, "member@northwind.example");
    const answer = await introspect({ token: gateway }, token);
    expect(answer.status).toBe(403);
    expect(answer.headers.get("www-authenticate")).toBe(
      'Bearer realm="latchkey", error="insufficient_scope", error_description="This needs the permission ' +
        'tokens.introspect. A superuser or Master Admin of the organization can grant it.", ' +
        'scope="tokens.introspect"',
    );
    expect(await answer.json()).toMatchObject({ error: "insufficient_scope" });
  });

  test("narrowed to something else: 403 that says so", async () => {
    const { token } = await issueToken(env, "gateway", { scopes: ["tokens.personal"] });
    const body = (await (await introspect({ token: gateway }, token)).json()) as Record<string, string>;
    expect(body.error_description).toContain("narrowed");
  });

  test("two credentials at once: 400 invalid_request", async () => {
    const answer = await anonymous({ authorization: `Bearer ${gateway}`, "x-auth-token": gateway }).postForm(
      "/oauth/introspect",
      { token: gateway },
    );
    expect(answer.status).toBe(400);
    expect(await answer.json()).toMatchObject({ error: "invalid_request" });
  });

  test("D1 out of reach: 503 with Retry-After, never a yes or a no (RFC 7662 §2.3)", async () => {
    const { token } = await issueToken(env, "member@northwind.example");
    vi.spyOn(env.DB, "prepare").mockImplementation(() => {
      throw new Error("D1_ERROR: out of reach");
    });
    const answer = await introspect({ token });
    expect([answer.status, answer.headers.get("retry-after")]).toEqual([503, "5"]);
    expect(await answer.json()).toMatchObject({ error: "temporarily_unavailable" });
  });
});

describe("last used", () => {
  test("of the caller is POST /oauth/introspect, of the token introspect and no path", async () => {
    const caller = await issueToken(env, "gateway");
    const { token, id } = await issueToken(env, "member@northwind.example");
    await introspect({ token }, caller.token);
    expect(await lastUseOf(caller.id)).toEqual({ method: "POST", path: "/oauth/introspect" });
    expect(await lastUseOf(id)).toEqual({ method: "introspect", path: "" });
  });

  test("of the token is what the caller says, normalised, without its query", async () => {
    const { token, id } = await issueToken(env, "member@northwind.example");
    await introspect({ token, method: "PATCH", path: "/reports//x/../%34%32?secret=1" });
    expect(await lastUseOf(id)).toEqual({ method: "PATCH", path: "/reports/42" });
  });

  test("of another organization's token is not touched", async () => {
    const { token, id } = await issueToken(env, "partner@fabrikam.example");
    await introspect({ token });
    const own = await issueToken(env, "member@northwind.example");
    await introspect({ token: own.token });
    await lastUseOf(own.id);
    expect(await recordedUseOf(id)).toBeNull();
  });
});

describe("throttling", () => {
  const from = (address: string, token = unknownToken()) =>
    anonymous({ "cf-connecting-ip": address, authorization: `Bearer ${token}` });
  const ask = async (address: string, token?: string) =>
    (await from(address, token).postForm("/oauth/introspect", { token: "x" })).status;

  test("after 30 refused callers of one address in a minute the next is 429 with Retry-After", async () => {
    for (let time = 0; time < 30; time++) expect(await ask("192.0.2.1")).toBe(401);
    const answer = await from("192.0.2.1").postForm("/oauth/introspect", { token: "x" });
    expect(answer.status).toBe(429);
    expect(Number(answer.headers.get("retry-after"))).toBeGreaterThan(0);
    expect(Number(answer.headers.get("retry-after"))).toBeLessThanOrEqual(60);
    expect(await answer.json()).toMatchObject({ error: "temporarily_unavailable" });
    expect(await ask("192.0.2.2")).toBe(401);
  });

  test("a caller that was let in lately is never held up by others behind its address", async () => {
    expect(await ask("192.0.2.3", gateway)).toBe(200);
    for (let time = 0; time < 31; time++) await ask("192.0.2.3");
    expect(await ask("192.0.2.3")).toBe(429);
    expect(await ask("192.0.2.3", gateway)).toBe(200);
  });

  test("the id of such a caller's token alone lifts nothing: only who holds all of it is let by", async () => {
    expect(await ask("192.0.2.5", gateway)).toBe(200);
    for (let time = 0; time < 31; time++) await ask("192.0.2.5");
    expect(await ask("192.0.2.5", forgedWithId(gateway.slice(3, 15)))).toBe(429);
  });

  test("an IPv6 client is its /64", async () => {
    for (let time = 0; time < 30; time++) await ask(`2001:db8:1:1::${time.toString(16)}`);
    expect(await ask("2001:db8:1:1:ffff::1")).toBe(429);
    expect(await ask("2001:db8:1:2::1")).toBe(401);
  });

  test("tokens that are not active count for nothing: a resource server asks about whatever it is sent", async () => {
    for (let time = 0; time < 40; time++) expect(await ask("192.0.2.4", gateway)).toBe(200);
  });
});
