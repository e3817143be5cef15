import { env } from "cloudflare:workers";
import { beforeAll, describe, expect, test, vi } from "vitest";
import { type IssuedToken, issueToken, unknownToken } from "../factories/demo-token.ts";
import { anonymous, bearer, withDemo } from "../world/in-workerd.ts";
import { lastUseOf, recordedUseOf } from "../world/last-use-of.ts";

const IDENTITY = [
  "x-auth-user",
  "x-auth-email",
  "x-auth-organization",
  "x-auth-token-id",
  "x-auth-permissions",
  "x-auth-visibility-groups",
  "x-auth-token-expires",
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
      "x-auth-token-expires": "",
    });
  });

  test("says when the token expires, to whom a permission or the endpoint is refused too", async () => {
    const expiresAt = Date.now() + 86_400_000;
    const { token } = await issueToken(env, "member@northwind.example", { expiresAt });
    const ends = new Date(expiresAt).toISOString();
    const answer = await bearer(token).fetch("/forward-auth");
    expect(["x-auth-token-expires", "token-expires"].map((name) => answer.headers.get(name))).toEqual([
      ends,
      ends,
    ]);
    const limited = await issueToken(env, "member@northwind.example", { expiresAt, endpoints: ["GET /x"] });
    for (const [text, path] of [
      [token, "/forward-auth?permission=reports:none"],
      [limited.token, "/forward-auth"],
      [limited.token, "/api/v1/team"],
    ] as const) {
      const refused = await bearer(text).fetch(path);
      expect([refused.status, refused.headers.get("token-expires")], path).toEqual([403, ends]);
    }
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

  test("with more than 8,000 bytes of permissions and groups is 403, and never cut short", async () => {
    const { token, userId } = await issueToken(env, "partner@fabrikam.example");
    const withGroups = async (groups: string[]) => {
      await env.DB.prepare("UPDATE membership SET visibility_groups = ? WHERE user_id = ?")
        .bind(JSON.stringify(groups), userId)
        .run();
      return bearer(token).fetch("/forward-auth");
    };
    const fitting = Array.from({ length: 78 }, (_, at) => `${at}`.padStart(100, "g"));
    const answer = await withGroups(fitting);
    expect(answer.status).toBe(200);
    expect(answer.headers.get("x-auth-visibility-groups")).toBe(fitting.join(","));
    const refused = await withGroups([...fitting, "g".repeat(100)]);
    expect([refused.status, ((await refused.json()) as { code: string }).code]).toEqual([
      403,
      "identity-too-large",
    ]);
    // The header's value is percent-encoded before its length is checked.
    expect((await withGroups(Array.from({ length: 80 }, (_, at) => "ü".repeat(18) + at))).status).toBe(403);
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

describe("403: the organization whose API it is", () => {
  const FOREIGN = "org_000000000000";
  const GATEWAYS = ["nginx", "haproxy", "apache", "caddy", "traefik", "envoy"];
  const ask = (path: string) => bearer(member.token).fetch(`/forward-auth${path}`);
  const outcome = async (path: string) => {
    const answer = await ask(path);
    return answer.status === 200 ? 200 : ((await answer.json()) as { code: string }).code;
  };

  test.each(GATEWAYS)("%s names it in its address", async (gateway) => {
    expect(await outcome(`/${gateway}/${member.organizationId}`)).toBe(200);
    expect(await outcome(`/${gateway}/${FOREIGN}`)).toBe("organization-other");
    expect(await outcome(`/${gateway}/${member.organizationId.toLowerCase()}x`)).toBe("organization-other");
    expect((await ask(`/${gateway}/${FOREIGN}`)).status).toBe(403);
  });

  test.each(GATEWAYS)("%s may not leave it out", async (gateway) => {
    for (const rest of [
      "",
      "/",
      "/reports/42",
      `/x/${member.organizationId}`,
      `//${member.organizationId}`,
    ]) {
      expect([rest, await outcome(`/${gateway}${rest}`)]).toEqual([rest, "organization-missing"]);
    }
    // For any client.
    expect((await anonymous().fetch(`/forward-auth/${gateway}`)).status).toBe(403);
  });

  test.each(GATEWAYS.filter((gateway) => gateway !== "envoy"))(
    "%s may name it in its query",
    async (gateway) => {
      expect(await outcome(`/${gateway}?organization=${member.organizationId}`)).toBe(200);
      expect(await outcome(`/${gateway}?organization=${FOREIGN}`)).toBe("organization-other");
      expect(await outcome(`/${gateway}?organization=`)).toBe("organization-missing");
      const both = `/${gateway}/${member.organizationId}?organization`;
      expect(await outcome(`${both}=${member.organizationId}`)).toBe(200);
      expect(await outcome(`${both}=${FOREIGN}`)).toBe("organization-other");
      expect(await outcome(both)).toBe("organization-missing");
    },
  );

  test("the query behind Envoy's address is the client's, and says nothing", async () => {
    const { organizationId } = member;
    expect(await outcome(`/envoy?organization=${organizationId}`)).toBe("organization-missing");
    expect(await outcome(`/envoy/${FOREIGN}/x?organization=${organizationId}`)).toBe("organization-other");
    expect(await outcome(`/envoy/${organizationId}/x?organization=${FOREIGN}&permission=none`)).toBe(200);
  });

  test("at the plain address it is named in the query, or any is taken", async () => {
    for (const path of ["", "/", "/reports/42", "/unknown-gateway", `/kong/${FOREIGN}`]) {
      expect([path, await outcome(path)]).toEqual([path, 200]);
      expect(await outcome(`${path}?organization=${member.organizationId}`)).toBe(200);
      expect(await outcome(`${path}?organization=${FOREIGN}`)).toBe("organization-other");
      expect(await outcome(`${path}?organization=`)).toBe("organization-missing");
      const both = `organization=${member.organizationId}&organization=${FOREIGN}`;
      expect(await outcome(`${path}?${both}`)).toBe("organization-other");
    }
  });

  test("permissions of another organization's own making open nothing, whatever they are called", async () => {
    const { token, organizationId } = await issueToken(env, "boss@fabrikam.example");
    await env.DB.prepare("UPDATE organization SET api_permissions = ? WHERE id = ?")
      .bind(JSON.stringify([{ key: "reports:read", description: "Read" }]), organizationId)
      .run();
    const asked = (id: string) =>
      bearer(token)
        .fetch(`/forward-auth/nginx/${id}?permission=reports:read`)
        .then(({ status }) => status);
    expect(await asked(organizationId)).toBe(200);
    expect(await asked(member.organizationId)).toBe(403);
  });

  test("a token that does not hold is 401, as everywhere", async () => {
    const path = `/forward-auth/nginx/${member.organizationId}`;
    expect((await anonymous().fetch(path)).status).toBe(401);
    expect((await bearer(unknownToken()).fetch(path)).status).toBe(401);
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
  const ORIGINAL = { "x-original-method": "PUT", "x-original-uri": "/original" };
  const FORWARDED = { "x-forwarded-method": "PATCH", "x-forwarded-uri": "/forwarded" };

  test.each([
    ["nginx", { method: "PUT", path: "/original" }],
    ["haproxy", { method: "PUT", path: "/original" }],
    ["apache", { method: "PUT", path: "/original" }],
    ["caddy", { method: "PATCH", path: "/forwarded" }],
    ["traefik", { method: "PATCH", path: "/forwarded" }],
    ["envoy", { method: "GET", path: "/reports/42" }],
  ])(
    "%s: what the other convention's headers say is the client's, and nothing",
    async (gateway, expected) => {
      const { token, id, organizationId } = await issueToken(env, "ci-bot");
      const headers = { ...ORIGINAL, ...FORWARDED };
      const address = `/forward-auth/${gateway}/${organizationId}/reports/42?x=1`;
      expect((await bearer(token).fetch(address, { headers })).status).toBe(200);
      expect(await lastUseOf(id)).toEqual(expected);
    },
  );

  test.each(["nginx", "caddy"])("%s that says nothing: the question itself", async (gateway) => {
    const { token, id, organizationId } = await issueToken(env, "ci-bot");
    const address = `/forward-auth/${gateway}/${organizationId}`;
    const headers = gateway === "nginx" ? FORWARDED : ORIGINAL;
    expect((await bearer(token).fetch(address, { headers })).status).toBe(200);
    expect(await lastUseOf(id)).toEqual({ method: "GET", path: address });
  });

  test.each([
    { ...ORIGINAL, ...FORWARDED },
    { ...ORIGINAL, "x-forwarded-uri": "/forwarded" },
    { ...FORWARDED, "x-original-method": "PUT" },
  ])("at the plain address, where both conventions came and differ, nothing is recorded", async (headers) => {
    const [{ token, id }, later] = [await issueToken(env, "ci-bot"), await issueToken(env, "ci-bot")];
    expect((await bearer(token).fetch("/forward-auth", { headers })).status).toBe(200);
    expect((await bearer(later.token).fetch("/forward-auth")).status).toBe(200);
    // Earlier uses are written before it, or together with it.
    await lastUseOf(later.id);
    expect(await recordedUseOf(id)).toBeNull();
  });

  test("at the plain address, where both came and agree, it is that", async () => {
    const { token, id } = await issueToken(env, "ci-bot");
    const headers = { ...ORIGINAL, "x-forwarded-method": "PUT", "x-forwarded-uri": "/original" };
    expect((await bearer(token).fetch("/forward-auth", { headers })).status).toBe(200);
    expect(await lastUseOf(id)).toEqual({ method: "PUT", path: "/original" });
  });

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
