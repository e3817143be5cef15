import { env } from "cloudflare:workers";
import { beforeAll, describe, expect, test, vi } from "vitest";
import { type IssuedToken, issueToken, unknownToken } from "../factories/demo-token.ts";
import { anonymous, bearer, withDemo } from "../world/in-workerd.ts";
import { lastUseOf } from "../world/last-use-of.ts";

const IDENTITY = [
  "x-auth-user",
  "x-auth-email",
  "x-auth-organization",
  "x-auth-token-id",
  "x-auth-permissions",
  "x-auth-visibility-groups",
];

let member: IssuedToken;

beforeAll(async () => {
  await withDemo();
  member = await issueToken(env, "member@northwind.example");
});

const identity = (answer: Response) =>
  Object.fromEntries(IDENTITY.map((name) => [name, answer.headers.get(name)]));

describe("200: the identity", () => {
  test("of a member is in the headers, and the body is empty", async () => {
    const answer = await bearer(member.token).fetch("/forward-auth");
    expect([answer.status, await answer.text()]).toEqual([200, ""]);
    expect(answer.headers.get("cache-control")).toBe("no-store");
    expect(identity(answer)).toEqual({
      "x-auth-user": member.userId,
      "x-auth-email": "member@northwind.example",
      "x-auth-organization": member.organizationId,
      "x-auth-token-id": member.id,
      "x-auth-permissions": "tokens.personal reports:read reports:write",
      "x-auth-visibility-groups": "EMEA",
    });
  });

  test("of a service user without groups and permissions has every header, empty where there is nothing", async () => {
    const { token } = await issueToken(env, "gateway", { scopes: ["reports:write"] });
    expect(identity(await bearer(token).fetch("/forward-auth"))).toMatchObject({
      "x-auth-email": "",
      "x-auth-permissions": "",
      "x-auth-visibility-groups": "",
    });
  });

  test("with groups of any name stays one line of ASCII, and can be read back", async () => {
    const groups = ["Süd, West", "A%B", "x\r\nX-Auth-User: root"];
    const { token, userId } = await issueToken(env, "partner@fabrikam.example");
    await env.DB.prepare("UPDATE membership SET visibility_groups = ? WHERE user_id = ?")
      .bind(JSON.stringify(groups), userId)
      .run();
    const header = (await bearer(token).fetch("/forward-auth")).headers.get("x-auth-visibility-groups") ?? "";
    expect(header).toMatch(/^[\x21-\x7e]+$/);
    expect(header.split(",").map(decodeURIComponent)).toEqual(groups);
  });

  test.each(["GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS", "PROPFIND"])(
    "%s is answered, and so is everything below",
    async (method) => {
      expect((await bearer(member.token).fetch("/forward-auth", { method })).status).toBe(200);
      expect((await bearer(member.token).fetch("/forward-auth/a/b?c=d", { method })).status).toBe(200);
    },
  );

  test("a body is not read, however large: it is the upstream's", async () => {
    const body = "x".repeat(100_000);
    expect((await bearer(member.token).fetch("/forward-auth", { method: "POST", body })).status).toBe(200);
  });
});

describe("401", () => {
  test("without a credential: a challenge without an error code (RFC 6750 §3.1)", async () => {
    const answer = await anonymous().fetch("/forward-auth");
    expect([answer.status, answer.headers.get("www-authenticate")]).toEqual([401, 'Bearer realm="latchkey"']);
  });

  test.each<[string, (token: string) => Record<string, string>]>([
    ["two ways at once", (token) => ({ authorization: `Bearer ${token}`, "x-auth-token": token })],
    ["doubled", (token) => ({ authorization: `Bearer ${token}, Bearer ${token}` })],
    ["half a pair", (token) => ({ "x-auth-token": token })],
    ["cut", (token) => ({ authorization: `Bearer ${token.slice(0, -1)}` })],
    ["with something behind", (token) => ({ authorization: `Bearer ${token} x` })],
    ["of another organization", (token) => ({ "x-auth-token": token, "x-account-id": "org_000000000000" })],
  ])("%s, never 400", async (_, headers) => {
    const answer = await anonymous(headers(member.token)).fetch("/forward-auth");
    expect(answer.status).toBe(401);
    expect(answer.headers.get("www-authenticate")).toMatch(/^Bearer realm="latchkey", error="invalid_/);
  });

  test("in Django's scheme", async () => {
    const answer = await anonymous({ authorization: `Token ${unknownToken()}` }).fetch("/forward-auth");
    expect([answer.status, answer.headers.get("www-authenticate")]).toEqual([401, 'Token realm="latchkey"']);
  });

  test.each(["access_token", "token", "permission"])(
    "a token in the query as %s is not looked at",
    async (name) => {
      expect((await anonymous().fetch(`/forward-auth?${name}=${member.token}`)).status).toBe(401);
    },
  );
});

describe("403: a demanded permission", () => {
  test.each([
    ["?permission=reports:read", 200],
    ["?permission=reports%3Aread", 200],
    ["?permission=reports:read&permission=reports:write", 200],
    ["?permission=reports:read&permission=tokens.introspect", 403],
    ["?permission=", 403],
    ["?permission", 403],
    ["?permission=reports:read%20reports:write", 403],
    ["?permission=REPORTS:READ", 403],
    ["/x?permission=nonsense", 403],
  ])("%s is %i", async (query, status) => {
    expect((await bearer(member.token).fetch(`/forward-auth${query}`)).status).toBe(status);
  });

  test("is named, and so is who can grant it", async () => {
    const answer = await bearer(member.token).fetch("/forward-auth?permission=tokens.introspect");
    expect(answer.headers.get("www-authenticate")).toContain('error="insufficient_scope"');
    expect(answer.headers.get("www-authenticate")).toContain('scope="tokens.introspect"');
    expect(await answer.json()).toMatchObject({ code: "insufficient_scope", missing: "tokens.introspect" });
  });
});

describe("503", () => {
  test("while D1 is out of reach, never 200", async () => {
    vi.spyOn(env.DB, "prepare").mockImplementation(() => {
      throw new Error("D1_ERROR: out of reach");
    });
    const answer = await bearer(member.token).fetch("/forward-auth");
    expect([answer.status, answer.headers.get("retry-after")]).toEqual([503, "5"]);
  });
});

describe("last usage is the original request's", () => {
  const uses: [string, string, RequestInit, { method: string; path: string }][] = [
    [
      "nginx: X-Original-Method and X-Original-URI",
      "/forward-auth",
      { headers: { "x-original-method": "DELETE", "x-original-uri": "/reports/42?secret=1" } },
      { method: "DELETE", path: "/reports/42" },
    ],
    [
      "Caddy and Traefik: X-Forwarded-Method and X-Forwarded-Uri",
      "/forward-auth?permission=reports:read",
      { headers: { "x-forwarded-method": "PUT", "x-forwarded-uri": "/a/../reports//%34%32" } },
      { method: "PUT", path: "/reports/42" },
    ],
    [
      "Envoy: its own method, and the path behind ours",
      "/forward-auth/reports/42?x=1",
      { method: "PATCH" },
      { method: "PATCH", path: "/reports/42" },
    ],
    [
      "a path alone: the method of the question",
      "/forward-auth",
      { headers: { "x-original-uri": "/a" } },
      { method: "GET", path: "/a" },
    ],
    ["nothing: the question itself", "/forward-auth", {}, { method: "GET", path: "/forward-auth" }],
    [
      "no method at all",
      "/forward-auth",
      { headers: { "x-original-method": "GET /admin", "x-original-uri": "/a\tb" } },
      { method: "", path: "/a%09b" },
    ],
  ];
  test.each(uses)("%s", async (_, path, init, expected) => {
    const { token, id } = await issueToken(env, "ci-bot");
    expect((await bearer(token).fetch(path, init)).status).toBe(200);
    expect(await lastUseOf(id)).toEqual(expected);
  });
});

describe("a question that went astray", () => {
  test.each([
    "/healthz",
    "/",
    "/forward-authentic",
    "/api/v1/me",
    "/.well-known/oauth-authorization-server",
    "/oauth/revoke",
  ])("is never a yes at %s", async (path) => {
    for (const header of ["x-original-uri", "x-forwarded-method", "x-forward-auth"]) {
      const answer = await anonymous({ [header]: "/x", accept: "text/html" }).fetch(path);
      expect([header, answer.status]).toEqual([header, 404]);
      expect((await bearer(member.token).fetch(path, { headers: { [header]: "/x" } })).status).toBe(404);
    }
  });
});
