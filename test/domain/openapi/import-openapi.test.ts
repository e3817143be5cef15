import { describe, expect, test } from "vitest";
import { importOpenApi } from "../../../worker/domain/openapi/import-openapi.ts";

const OAUTH = {
  type: "oauth2",
  flows: {
    clientCredentials: {
      tokenUrl: "/token",
      scopes: { "reports:read": "Read reports\n\nAll of them.", "reports:write": "x".repeat(150) },
    },
  },
};

function document(paths: object, rest: object = {}) {
  return { openapi: "3.1.0", info: {}, components: { securitySchemes: { oauth: OAUTH } }, paths, ...rest };
}

function demanding(...alternatives: object[]) {
  return { security: alternatives, responses: {} };
}

const READ = demanding({ oauth: ["reports:read"] });

describe("importOpenApi", () => {
  test("makes operations endpoints of the permissions that their security names", () => {
    const read = importOpenApi(
      document({
        "/reports": { get: READ, post: demanding({ oauth: ["reports:write"] }), parameters: [] },
        "/reports/{id}": { get: demanding({ oauth: ["reports:read"] }, { oauth: ["reports:write"] }) },
        "/health": { get: {} },
      }),
      [],
    );
    expect(read).toEqual({
      permissions: [
        {
          key: "reports:read",
          description: "Read reports",
          endpoints: ["GET /reports", "GET /reports/{id}"],
          change: "new",
        },
        {
          key: "reports:write",
          description: `${"x".repeat(99)}…`,
          endpoints: ["POST /reports", "GET /reports/{id}"],
          change: "new",
        },
      ],
      unassigned: ["GET /health"],
      refused: [],
    });
  });

  test("says what is new, changed and the same", () => {
    const paths = { "/a/{x}": { get: demanding({ o: ["a"] }), put: demanding({ o: ["b"] }) } };
    const current = [
      { key: "a", description: "A", endpoints: ["GET /a/{y}/"] },
      { key: "b", description: "B", endpoints: [] },
      { key: "c", description: "C", endpoints: ["GET /c"] },
    ];
    const { permissions } = importOpenApi(document(paths), current);
    expect(permissions.map(({ key, description, change }) => [key, description, change])).toEqual([
      ["a", "A", "same"],
      ["b", "B", "changed"],
    ]);
  });

  test("takes the document's security where an operation has none, and none where it says so", () => {
    const paths = { "/a": { get: {}, put: { security: [] }, post: demanding({}) } };
    const read = importOpenApi(document(paths, { security: [{ oauth: ["reports:read"] }] }), []);
    expect(read.permissions[0]?.endpoints).toEqual(["GET /a"]);
    expect(read.unassigned).toEqual(["PUT /a", "POST /a"]);
  });

  test.each([
    ["scopes-together", { get: demanding({ oauth: ["a", "b"] }) }],
    ["scopes-together", { get: demanding({ oauth: ["a"], other: ["b"] }) }],
    ["scopes-together", { get: demanding({ oauth: ["a"] }, { oauth: ["a", "b"] }) }],
    ["permission-key-invalid", { get: demanding({ oauth: ["not a key"] }) }],
    ["permission-built-in", { get: demanding({ oauth: ["tokens.personal"] }) }],
  ])("refuses an operation with %s", (reason, item) =>
    expect(importOpenApi(document({ "/a": item }), [])).toEqual({
      permissions: [],
      unassigned: [],
      refused: [{ operation: "GET /a", reason }],
    }),
  );

  test("one scope in two schemes of one requirement is one", () => {
    const item = { get: demanding({ oauth: ["a"], header: [], other: ["a"] }) };
    expect(importOpenApi(document({ "/a": item }), []).permissions[0]?.key).toBe("a");
  });

  test.each(["/a/{id}.json", "/a?b", "/a//b", "a", "/a/*/b", "/caf\u00e9", `/${"a".repeat(300)}`])(
    "refuses %s, which is no endpoint",
    (path) => {
      const { refused } = importOpenApi(document({ [path]: { get: READ } }), []);
      expect(refused).toEqual([{ operation: expect.stringMatching(/^GET /), reason: "endpoint-invalid" }]);
    },
  );

  test.each([
    [[{ url: "https://api.example/v1" }], ["GET /v1/a"]],
    [[{ url: "https://api.example/v1/" }, { url: "https://sandbox.example/v1" }], ["GET /v1/a"]],
    [
      [{ url: "/v1" }, { url: "//api.example/v2?x" }],
      ["GET /v1/a", "GET /v2/a"],
    ],
    [[{ url: "https://{tenant}.example" }], ["GET /a"]],
    [[{ url: "/{base}", variables: { base: { default: "v3" } } }], ["GET /v3/a"]],
    [[{ url: "./" }], ["GET /a"]],
    [[{ url: "v1" }], ["GET /v1/a"]],
    [[], ["GET /a"]],
    ["nonsense", ["GET /a"]],
  ])("puts the path of the servers %j before", (servers, endpoints) =>
    expect(
      importOpenApi(document({ "/a": { get: READ } }, { servers }), []).permissions[0]?.endpoints,
    ).toEqual(endpoints),
  );

  test("the nearest list of servers counts", () => {
    const item = { servers: [{ url: "/item" }], get: READ, put: { ...READ, servers: [{ url: "/own" }] } };
    const read = importOpenApi(document({ "/a": item }, { servers: [{ url: "/all" }] }), []);
    expect(read.permissions[0]?.endpoints).toEqual(["GET /item/a", "PUT /own/a"]);
  });

  describe("references", () => {
    const pathItems = {
      one: { $ref: "#/components/pathItems/a~1b" },
      "a/b": { get: READ },
      circle: { $ref: "#/components/pathItems/circle" },
    };

    test("to path items are followed", () => {
      const paths = { "/a": { $ref: "#/components/pathItems/one" } };
      const read = importOpenApi(document(paths, { components: { pathItems } }), []);
      expect(read.permissions[0]?.endpoints).toEqual(["GET /a"]);
    });

    test("may have operations beside them", () => {
      const paths = {
        "/a": { $ref: "#/components/pathItems/item", post: { security: [{ oauth: ["a:b"] }] } },
      };
      const item = { get: { security: [{ oauth: ["a:b"] }] } };
      const read = importOpenApi(document(paths, { components: { pathItems: { item } } }), []);
      expect(read.permissions).toMatchObject([{ key: "a:b", endpoints: ["GET /a", "POST /a"] }]);
    });

    test.each([
      "#/components/pathItems/circle",
      "#/components/pathItems/none",
      "#/components/pathItems/__proto__",
      "#/paths/~1a",
      "other.json#/a",
      "#",
      `#/${"a/".repeat(100_000)}`,
      7,
    ])("that lead nowhere are refused: %.40s", ($ref) => {
      const read = importOpenApi(document({ "/a": { $ref } }, { components: { pathItems } }), []);
      expect(read.refused).toEqual([{ operation: "* /a", reason: "reference-unknown" }]);
    });

    test("a million of them take no time worth telling", () => {
      const chain = Object.fromEntries(
        Array.from({ length: 30_000 }, (_, n) => [`n${n}`, { $ref: `#/components/pathItems/n${n + 1}` }]),
      );
      const paths = Object.fromEntries(
        Array.from({ length: 30_000 }, (_, n) => [`/${n}`, { $ref: "#/components/pathItems/n0" }]),
      );
      const began = performance.now();
      expect(() => importOpenApi(document(paths, { components: { pathItems: chain } }), [])).toThrow(
        expect.objectContaining({ reason: "openapi-too-long" }),
      );
      expect(performance.now() - began).toBeLessThan(1_000);
    });
  });

  test("what many operations share is read once", () => {
    const scopes = Array.from({ length: 100_000 }, (_, n) => `s${n}`);
    const security = Array.from({ length: 10_000 }, () => ({ oauth: [] }));
    const item = {
      get: demanding({ oauth: scopes }),
      put: { security },
      post: { servers: [{ url: "/a".repeat(500_000) }] },
    };
    const components = { pathItems: { item } };
    const paths = Object.fromEntries(
      Array.from({ length: 1_600 }, (_, n) => [`/${n}`, { $ref: "#/components/pathItems/item" }]),
    );
    const began = performance.now();
    const read = importOpenApi(document(paths, { components }), []);
    expect(performance.now() - began).toBeLessThan(1_000);
    expect([read.refused.length, read.unassigned.length]).toEqual([3_200, 1_600]);
  });

  test.each([
    null,
    [],
    "text",
    {},
    { swagger: "2.0", paths: {} },
    { openapi: "3.2.0", paths: {} },
    { openapi: "3.1.0" },
    { openapi: 3.1, paths: {} },
    { openapi: "3.0.3", paths: [] },
  ])("%j is no document", (value) =>
    expect(() => importOpenApi(value, [])).toThrow(expect.objectContaining({ reason: "openapi-invalid" })),
  );

  test("what stands in the wrong place is passed over", () => {
    const paths = {
      "/a": { get: { security: "x" }, put: 7, post: { security: [null, 7, { oauth: "x" }] } },
      "x-internal": { get: READ },
    };
    expect(importOpenApi({ openapi: "3.0.0", components: 1, security: {}, paths }, [])).toEqual({
      permissions: [],
      unassigned: ["GET /a", "POST /a"],
      refused: [],
    });
  });
});
