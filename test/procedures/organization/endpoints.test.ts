import { describe, expect, test } from "vitest";
import { isolate } from "../../factories/isolate.ts";
import { scenario } from "../../factories/scenario.ts";
import { anonymous, bearer, origin, signedIn } from "../../world/in-workerd.ts";
import { refusalOf } from "../../world/refusals.ts";

async function organization() {
  const { members, organization, tokens } = await scenario()
    .withOrganization()
    .withMember({ role: "superuser", name: "Samuel Okafor" })
    .withToken()
    .withMember({ kind: "service", name: "ci-bot" })
    .withToken()
    .written();
  const { rpc } = await signedIn(members[0]?.user.email as string);
  const reach = async (method: string, path: string) => {
    const answer = await bearer(tokens[0]?.text as string).fetch(`/forward-auth/nginx/${organization.id}`, {
      headers: { "X-Original-Method": method, "X-Original-URI": path },
    });
    return answer.ok ? "ok" : ((await answer.json()) as { code: string }).code;
  };
  const sentences = async () =>
    (await rpc.activity.list.query({ limit: 3 })).items.map(({ sentence }) => sentence);
  return { rpc, organization, tokens, members, reach, sentences };
}

const description = "Can read reports";

describe("organization.definePermission", () => {
  test("gives a permission endpoints, which count from then on", async () => {
    const { rpc, reach, sentences } = await organization();
    const { definePermission } = rpc.organization;
    expect(await reach("GET", "/health")).toBe("ok");
    const defined = await definePermission.mutate({
      key: "reports:read",
      description,
      endpoints: ["GET /reports", "GET /reports/"],
    });
    expect(defined.endpoints).toEqual(["GET /reports"]);
    expect(await reach("GET", "/reports")).toBe("ok");
    expect(await reach("GET", "/health")).toBe("endpoint-not-granted");
    expect((await sentences())[0]).toBe(
      "Samuel Okafor changed the endpoints of reports:read: added GET /reports.",
    );
    // What is left out stays, what is given replaces.
    await definePermission.mutate({ key: "reports:read", description: "Can see reports" });
    const home = await rpc.organization.home.query();
    expect("apiPermissions" in home && home.apiPermissions[0]).toEqual({
      key: "reports:read",
      description: "Can see reports",
      endpoints: ["GET /reports"],
    });
    const current = await rpc.session.current.query();
    expect(current?.permissionCatalogue.find(({ key }) => key === "reports:read")?.endpoints).toEqual([
      "GET /reports",
    ]);
    await rpc.organization.setUnlistedEndpoints.mutate({ unlisted: "allow" });
    expect(await reach("GET", "/health")).toBe("ok");
    await rpc.organization.setUnlistedEndpoints.mutate({ unlisted: "refuse" });
    await definePermission.mutate({ key: "reports:read", description, endpoints: [] });
    expect(await reach("GET", "/health")).toBe("ok");
  });

  test.each([
    [["GET /a", "GET  /b"], "endpoint-invalid", "endpoints.1"],
    [["GET /a/{b}.json"], "endpoint-invalid", "endpoints.0"],
    [[7], "endpoints-invalid", "endpoints.0"],
    ["GET /a", "endpoints-invalid", "endpoints"],
  ])("refuses %j", async (endpoints, reason, field) => {
    const { rpc } = await organization();
    const defining = rpc.organization.definePermission.mutate({
      key: "a",
      description,
      endpoints: endpoints as string[],
    });
    expect(await refusalOf(defining)).toMatchObject({ code: "BAD_REQUEST", reason, field });
  });

  test("takes 100 endpoints of one permission, and 1,000 of all", async () => {
    const { rpc } = await organization();
    const define = (n: number, many: number) =>
      rpc.organization.definePermission.mutate({
        key: `p${n}`,
        description,
        endpoints: Array.from({ length: many }, (_, m) => `GET /${n}/${m}`),
      });
    const tooMany = { code: "CONFLICT", reason: "too-many-endpoints" };
    expect(await refusalOf(define(0, 101))).toMatchObject(tooMany);
    for (let n = 0; n < 10; n++) await define(n, 100);
    expect(await refusalOf(define(10, 1))).toMatchObject(tooMany);
  });

  test("a permission that is removed takes its endpoints along", async () => {
    const { rpc, reach } = await organization();
    await rpc.organization.definePermission.mutate({ key: "a", description, endpoints: ["GET /a"] });
    expect(await reach("GET", "/b")).toBe("endpoint-not-granted");
    await rpc.organization.removePermission.mutate({ key: "a" });
    expect(await reach("GET", "/b")).toBe("ok");
  });
});

describe("organization.unlistedRequests", () => {
  test("tells what the switch has refused, and what it would have", async () => {
    const { rpc, organization: ours, tokens } = await organization();
    const gate = async (uri: string) => {
      // In an isolate of its own each is the first use, and written at once.
      const { bearer: holding, settled } = isolate();
      const headers = { "X-Original-Method": "GET", "X-Original-URI": uri };
      await holding(tokens[0]?.text as string).fetch(`/forward-auth/nginx/${ours.id}`, { headers });
      await settled();
    };
    await gate("/exports/42");
    await gate("/reports");
    await rpc.organization.definePermission.mutate({
      key: "reports:read",
      description,
      endpoints: ["GET /reports"],
    });
    await gate("/exports/43");
    await gate("/reports");
    expect(await rpc.organization.unlistedRequests.query()).toEqual({
      days: 7,
      accepted: 1,
      refused: 1,
      routes: [{ method: "GET", route: "/exports/{id}", count: 2 }],
      isWhole: true,
    });
    const { rpc: stranger } = await organization();
    expect(await stranger.organization.unlistedRequests.query()).toMatchObject({ accepted: 0, refused: 0 });
  });
});

describe("organization.importEndpoints", () => {
  const document = {
    openapi: "3.1.0",
    servers: [{ url: "https://api.example/v1" }],
    paths: {
      "/reports": { get: { security: [{ oauth: ["reports:read"] }] } },
      "/reports/{id}": { delete: { security: [{ oauth: ["reports:purge"] }] } },
      "/health": { get: {} },
    },
  };

  test("shows what it would change, and changes it once it is applied, in one activity", async () => {
    const { rpc, reach, sentences } = await organization();
    const seen = await rpc.organization.importEndpoints.mutate({ document, apply: false });
    expect(seen).toMatchObject({
      permissions: [
        { key: "reports:read", endpoints: ["GET /v1/reports"], change: "changed" },
        { key: "reports:purge", endpoints: ["DELETE /v1/reports/{id}"], change: "new" },
      ],
      unassigned: ["GET /v1/health"],
      refused: [],
    });
    expect(await reach("DELETE", "/v1/reports/1")).toBe("ok");
    const applied = await rpc.organization.importEndpoints.mutate({
      document: JSON.stringify(document),
      apply: true,
    });
    expect(applied).toEqual(seen);
    expect(await reach("DELETE", "/v1/reports/1")).toBe("insufficient_scope");
    expect((await sentences())[0]).toBe(
      "Samuel Okafor imported 2 endpoints of reports:read, reports:purge from an OpenAPI document.",
    );
    const again = await rpc.organization.importEndpoints.mutate({ document, apply: true });
    expect(again.permissions.map(({ change }) => change)).toEqual(["same", "same"]);
    expect((await sentences())[1]).not.toContain("imported");
  });

  test.each([{ document: "{" }, { document: [] }, { document: "{}" }])("refuses %j", async (input) => {
    const { rpc } = await organization();
    const importing = rpc.organization.importEndpoints.mutate({ ...input, apply: true } as never);
    expect(await refusalOf(importing)).toMatchObject({
      code: "BAD_REQUEST",
      reason: "openapi-invalid",
      field: "document",
    });
  });

  test("takes Latchkey's own document, whose operations name no scopes", async () => {
    const { rpc, reach } = await organization();
    const own = await (await anonymous({ origin }).fetch("/api/v1/openapi.json")).text();
    const { permissions, unassigned, refused } = await rpc.organization.importEndpoints.mutate({
      document: own,
      apply: true,
    });
    expect({ permissions, refused }).toEqual({ permissions: [], refused: [] });
    expect(unassigned).toEqual(
      expect.arrayContaining(["GET /api/v1/me", "DELETE /api/v1/organization/tokens/{id}"]),
    );
    expect(await reach("GET", "/anything")).toBe("ok");
    // With a scope for each it becomes a catalogue.
    const scoped = { ...JSON.parse(own), security: [{ bearer: ["latchkey:api"] }] };
    for (const operations of Object.values<Record<string, object>>(scoped.paths)) {
      for (const operation of Object.values(operations)) Reflect.deleteProperty(operation, "security");
    }
    const taken = await rpc.organization.importEndpoints.mutate({ document: scoped, apply: true });
    expect(taken.permissions).toMatchObject([{ key: "latchkey:api", change: "new" }]);
    expect(taken.permissions[0]?.endpoints.toSorted()).toEqual(unassigned.toSorted());
    expect(taken.refused).toEqual([]);
  });

  test("nothing is half imported where one permission has too many endpoints", async () => {
    const { rpc, reach } = await organization();
    const many = Array.from({ length: 101 }, (_, n) => [
      `/many/${n}`,
      { get: { security: [{ oauth: ["many:read"] }] } },
    ]);
    const paths = { ...document.paths, ...Object.fromEntries(many) };
    for (const apply of [false, true]) {
      const importing = rpc.organization.importEndpoints.mutate({ document: { ...document, paths }, apply });
      expect(await refusalOf(importing)).toMatchObject({ reason: "too-many-endpoints", field: "endpoints" });
    }
    expect(await reach("GET", "/anything")).toBe("ok");
  });

  test("takes a document of 2 MB, where no other procedure takes 64 kB", async () => {
    const { rpc } = await organization();
    const large = { ...document, info: { description: "x".repeat(1_900_000) } };
    await rpc.organization.importEndpoints.mutate({ document: large, apply: false });
    const post = (path: string, bytes: number) =>
      anonymous({ origin }).fetch(path, {
        method: "POST",
        headers: { "Content-Type": "application/json", Origin: origin },
        body: `"${"x".repeat(bytes)}"`,
      });
    expect((await post("/trpc/organization.importEndpoints", 2_200_000)).status).toBe(413);
    expect((await post("/trpc/organization.definePermission", 70_000)).status).toBe(413);
  });
});

describe("organization.identifyToken", () => {
  test("tells whose token was found, by its hash", async () => {
    const { rpc, tokens, members } = await organization();
    const [own, found] = tokens as [(typeof tokens)[0], (typeof tokens)[0]];
    const identify = (id: string, hash: string) => rpc.organization.identifyToken.mutate({ id, hash });
    const unknown = { state: "unknown", token: null, revoked: null };
    expect(await identify(found.id, found.hash.toHex().toUpperCase())).toMatchObject({
      state: "live",
      token: { id: found.id, user: { id: members[1]?.user.id, name: "ci-bot" } },
      revoked: null,
    });
    expect(await identify(found.id, own.hash.toHex())).toEqual(unknown);
    expect(await identify("000000000000", found.hash.toHex())).toEqual(unknown);
    await rpc.organization.revokeToken.mutate({ id: found.id });
    expect(await identify(found.id, found.hash.toHex())).toEqual({
      state: "revoked",
      token: null,
      revoked: { at: expect.stringMatching(/Z$/), by: "administrator" },
    });
    expect(await identify(found.id, own.hash.toHex())).toEqual(unknown);
    const stranger = await organization();
    const asked = stranger.rpc.organization.identifyToken.mutate({ id: own.id, hash: own.hash.toHex() });
    expect(await asked).toEqual(unknown);
  });

  test.each([
    [{ id: "x".repeat(101) }, "id-invalid", "id"],
    [{ id: 7 }, "id-invalid", "id"],
    [{ hash: "abc" }, "hash-invalid", "hash"],
    [{ hash: "g".repeat(64) }, "hash-invalid", "hash"],
    [{ hash: null }, "hash-invalid", "hash"],
    [{ token: "lk_" }, "field-unknown", "token"],
  ])("refuses %j", async (wrong, reason, field) => {
    const { rpc } = await organization();
    const asked = { id: "000000000000", hash: "0".repeat(64), ...wrong } as { id: string; hash: string };
    const identifying = rpc.organization.identifyToken.mutate(asked);
    expect(await refusalOf(identifying)).toMatchObject({ code: "BAD_REQUEST", reason, field });
  });
});

describe("tokens.edit and team.editToken", () => {
  test("replace what is given, and say from what to what", async () => {
    const { rpc, tokens, members, reach, sentences } = await organization();
    const [own, bots] = tokens as [(typeof tokens)[0], (typeof tokens)[0]];
    const edited = await rpc.tokens.edit.mutate({
      id: own.id,
      endpoints: ["GET /a"],
      scopes: ["reports:read"],
    });
    expect(edited).toMatchObject({ name: "CI", endpoints: ["GET /a"], scopes: ["reports:read"] });
    expect(await reach("GET", "/a")).toBe("ok");
    expect(await reach("GET", "/b")).toBe("endpoint-not-granted");
    expect(await rpc.tokens.edit.mutate({ id: own.id, name: "CI 2", endpoints: null })).toMatchObject({
      name: "CI 2",
      endpoints: null,
      scopes: ["reports:read"],
    });
    expect(await reach("GET", "/b")).toBe("ok");
    expect((await sentences())[0]).toBe(
      "Samuel Okafor changed their API token “CI 2”: its name from “CI” to “CI 2”; its endpoints from GET /a to no limit.",
    );
    const userId = members[1]?.user.id as string;
    const theirs = await rpc.team.editToken.mutate({ userId, id: bots.id, endpoints: ["* /deploys"] });
    expect(theirs.endpoints).toEqual(["* /deploys"]);
    expect(await refusalOf(rpc.tokens.edit.mutate({ id: bots.id, name: "Mine" }))).toMatchObject({
      reason: "token-unknown",
    });
    expect(await refusalOf(rpc.team.editToken.mutate({ userId, id: own.id, name: "X" }))).toMatchObject({
      reason: "token-unknown",
    });
  });

  test.each([
    [{ endpoints: [] }, "endpoints-empty", "endpoints"],
    [{ endpoints: Array.from({ length: 51 }, (_, n) => `GET /${n}`) }, "endpoints-too-many", "endpoints"],
    [{ endpoints: ["GET /b", "/a"] }, "endpoint-invalid", "endpoints.1"],
    [{ endpoints: [{}] as never }, "endpoints-invalid", "endpoints.0"],
    [{ scopes: ["tokens.introspect"] }, "scopes-not-held", "scopes"],
    [{ expiresAt: "2001-01-01T00:00:00Z" }, "expiry-past", "expiresAt"],
    [{ name: " " }, "name-blank", "name"],
    [{ id: "000000000000" }, "token-unknown", undefined],
  ])("refuse %j", async (wanted, reason, field) => {
    const { rpc, tokens } = await organization();
    const editing = rpc.tokens.edit.mutate({ id: tokens[0]?.id as string, ...wanted });
    expect(await refusalOf(editing)).toMatchObject(field ? { reason, field } : { reason });
  });

  test("an expired token is not brought back", async () => {
    const { members, tokens } = await scenario()
      .withOrganization()
      .withMember()
      .withToken({ createdAt: 1, expiresAt: 2 })
      .written();
    const { rpc } = await signedIn(members[0]?.user.email as string);
    const editing = rpc.tokens.edit.mutate({ id: tokens[0]?.id as string, expiresAt: null });
    expect(await refusalOf(editing)).toMatchObject({ code: "CONFLICT", reason: "token-not-live" });
  });
});
