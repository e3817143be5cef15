import { env, exports } from "cloudflare:workers";
import { describe, expect, test, vi } from "vitest";
import { type IssuedToken, issueToken, unknownToken } from "../factories/demo-token.ts";
import { anonymous, withDemo } from "../world/in-workerd.ts";

await withDemo();
const gateway = await issueToken(env, "gateway");
const OWNER = "member@northwind.example";

/** A door's answer to a token: let in, or refused with this status. */
type Outcome = 200 | 401 | 403;
type Case = { token: string; organizationId: string };

const ask = async (path: string, headers: Record<string, string>) =>
  (await anonymous({ "cf-connecting-ip": crypto.randomUUID(), ...headers }).fetch(path)).status as Outcome;

/** Every door, with a request that needs the permission reports:read if the door can demand one. */
const DOORS: Record<string, (presented: Case) => Promise<Outcome>> = {
  "REST, Bearer": ({ token }) => ask("/api/v1/me", { authorization: `Bearer ${token}` }),
  "REST, Token": ({ token }) => ask("/api/v1/me", { authorization: `Token ${token}` }),
  "REST, X-Account-Id and X-Auth-Token": ({ token, organizationId }) =>
    ask("/api/v1/me", { "x-account-id": organizationId, "x-auth-token": token }),
  "forward-auth": ({ token }) =>
    ask("/forward-auth?permission=reports:read", { authorization: `Bearer ${token}` }),
  "introspection, of a token": async ({ token }) => {
    const answer = await anonymous({ authorization: `Bearer ${gateway.token}` }).postForm(
      "/oauth/introspect",
      {
        token,
      },
    );
    const body = (await answer.json()) as { active: boolean; scope?: string };
    if (!body.active) {
      expect(body).toEqual({ active: false });
      return 401;
    }
    return body.scope?.split(" ").includes("reports:read") ? 200 : 403;
  },
  "introspection, by a caller": async ({ token }) => {
    const caller = anonymous({ "cf-connecting-ip": crypto.randomUUID(), authorization: `Bearer ${token}` });
    return (await caller.postForm("/oauth/introspect", { token: "x" })).status as Outcome;
  },
  "service binding": async ({ token }) => {
    const verdict = await exports.LatchkeyVerifier.verify(token, { permission: "reports:read" });
    return verdict.ok ? 200 : (verdict.status as Outcome);
  },
};

const issue = (options = {}, owner = OWNER) => issueToken(env, owner, options);
const of = (issued: IssuedToken): Case => issued;

/** The state of each token, and the answers of the doors that differ. */
const TOKENS: [string, () => Promise<Case>, Outcome, Record<string, Outcome>?][] = [
  [
    "that holds",
    async () => of(await issue()),
    200,
    // The owner may do everything but introspect.
    { "introspection, by a caller": 403 },
  ],
  ["that has expired", async () => of(await issue({ expiresAt: Date.now() - 1 })), 401],
  [
    "that was revoked",
    async () => {
      const issued = await issue();
      await anonymous().postForm("/oauth/revoke", { token: issued.token });
      return issued;
    },
    401,
  ],
  ["that was never issued", async () => ({ ...(await issue()), token: unknownToken() }), 401],
  [
    "with a wrong checksum",
    async () => {
      const issued = await issue();
      return { ...issued, token: issued.token.slice(0, -1) + (issued.token.endsWith("0") ? "1" : "0") };
    },
    401,
  ],
  [
    "of another organization",
    async () => ({
      ...(await issue({}, "partner@fabrikam.example")),
      organizationId: gateway.organizationId,
    }),
    401,
    // These doors serve every organization and say whose token it is; the token is only not allowed this request.
    {
      "REST, Bearer": 200,
      "REST, Token": 200,
      "forward-auth": 403,
      "service binding": 403,
      "introspection, by a caller": 403,
    },
  ],
  [
    "of a deactivated owner",
    async () => {
      const issued = await issue({}, "super@northwind.example");
      await env.DB.prepare("UPDATE membership SET deactivated_at = 1 WHERE user_id = ?")
        .bind(issued.userId)
        .run();
      return issued;
    },
    401,
  ],
  [
    "of an owner without tokens.personal",
    async () => of(await issue({}, "restricted@northwind.example")),
    401,
  ],
  [
    "without the permission",
    async () => of(await issue({ scopes: ["reports:write"] })),
    403,
    { "REST, Bearer": 200, "REST, Token": 200, "REST, X-Account-Id and X-Auth-Token": 200 },
  ],
  ["that is a session", async () => of(await issue({ kind: "session" })), 401],
];

describe.each(Object.entries(DOORS))("%s", (door, enter) => {
  test.each(TOKENS)("a token %s", async (_, make, outcome, exceptions = {}) => {
    expect(await enter(await make())).toBe(exceptions[door] ?? outcome);
  });

  test.each<[string, () => string]>([
    ["garbage", () => "garbage"],
    ["a wrong checksum", () => `${gateway.token.slice(0, -1)}${gateway.token.endsWith("0") ? "1" : "0"}`],
    ["much too much", () => "x".repeat(10_000)],
  ])("%s costs neither D1 nor KV anything", async (_, token) => {
    // The introspection looks up its caller every time, because its door has no lease.
    const own = door === "introspection, of a token" ? 1 : 0;
    const prepare = vi.spyOn(env.DB, "prepare");
    const get = vi.spyOn(env.TOMBSTONES, "get");
    await enter({ token: token(), organizationId: gateway.organizationId });
    expect(prepare.mock.calls.filter(([sql]) => /^\s*select\b/i.test(sql))).toHaveLength(own);
    expect(get.mock.calls.length).toBeLessThanOrEqual(own);
  });

  test("a token that was never issued costs one query, and none when it comes again", async () => {
    const callers = door === "introspection, of a token" ? 3 : 0;
    const presented = { token: unknownToken(), organizationId: gateway.organizationId };
    const prepare = vi.spyOn(env.DB, "prepare");
    const queries = () => prepare.mock.calls.filter(([sql]) => /^\s*select\b/i.test(sql)).length;
    await enter(presented);
    expect(queries()).toBe(1);
    for (let time = 0; time < 3; time++) await enter(presented);
    expect(queries()).toBe(1 + callers);
  });
});

describe("service binding: what RPC lets through and TypeScript would not", () => {
  const verify = exports.LatchkeyVerifier.verify as unknown as (
    ...inputs: unknown[]
  ) => Promise<{ ok: boolean }>;

  test.each([[undefined], [null], [""], [1], [{}], [[]]])("a token %j is refused", async (token) => {
    expect(await verify(token)).toMatchObject({
      ok: false,
      status: 401,
      headers: { "WWW-Authenticate": expect.stringMatching(/^Bearer realm/) },
    });
  });

  test.each([[""], [null], [1], [["reports:read"]], [{}], ["reports:read reports:write"]])(
    "a permission %j is held by nobody",
    async (permission) => {
      expect(await verify((await issue()).token, { permission })).toMatchObject({ ok: false, status: 403 });
    },
  );

  test("an organization is demanded, and one that cannot be one is nobody's", async () => {
    const { token, organizationId } = await issue();
    expect(await verify(token, { organizationId })).toMatchObject({ ok: true });
    for (const other of ["org_000000000000", "", null, 1, [organizationId], {}]) {
      expect(await verify(token, { organizationId: other })).toMatchObject({
        ok: false,
        status: 403,
        code: "organization-other",
        headers: {},
      });
    }
  });

  test("odd methods, paths and addresses harm nobody", async () => {
    const { token } = await issue();
    for (const wanted of [undefined, null, {}, { method: 1, path: {}, ip: [] }]) {
      expect(await verify(token, wanted)).toMatchObject({ ok: true });
    }
  });

  test("503 while D1 is out of reach", async () => {
    vi.spyOn(env.DB, "prepare").mockImplementation(() => {
      throw new Error("D1_ERROR: out of reach");
    });
    expect(await verify(gateway.token)).toMatchObject({
      ok: false,
      status: 503,
      headers: { "Retry-After": "5" },
    });
  });
});
