import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { readEndpoint } from "../../../worker/domain/endpoints/endpoint.ts";
import { EndpointTree } from "../../../worker/domain/endpoints/endpoint-tree.ts";
import { ownEndpoints, storeEndpoints } from "../../../worker/domain/endpoints/own-endpoints.ts";
import { type Limits, reach, type Unlisted } from "../../../worker/domain/endpoints/reach.ts";
import { isFault } from "../../../worker/domain/endpoints/segment.ts";

type Given = {
  own?: string[];
  catalogue?: Record<string, string[]>;
  unlisted?: Unlisted;
  permissions?: string[];
};

function endpointOf(text: string) {
  const endpoint = readEndpoint(text);
  if (isFault(endpoint)) throw new Error(`${text} holds ${endpoint.what}`);
  return endpoint;
}

function limitsOf({ own, catalogue = {}, unlisted = "refuse" }: Given): Limits {
  const entries = Object.entries(catalogue).flatMap(([permission, texts]) =>
    texts.map((text) => ({ endpoint: endpointOf(text), owner: { permission, endpoint: text } })),
  );
  return {
    own: ownEndpoints(storeEndpoints(own ?? null)),
    catalogue: { tree: entries.length > 0 ? new EndpointTree(entries) : null, unlisted },
  };
}

/** The answer in a word or two: the endpoint that it is allowed as, or why not. */
function asked(given: Given, request: string): string | null {
  const [method = "", target = ""] = request.split(/ (.*)/s);
  const answer = reach({ permissions: given.permissions ?? [], limits: limitsOf(given) }, { method, target });
  if (answer.ok) return answer.endpoint;
  if (answer.reason === "permission-missing") return `lacks ${answer.permission}`;
  return answer.reason === "path-ambiguous" ? "ambiguous" : `not granted: ${answer.because}`;
}

describe("a token's own endpoints", () => {
  test.each([
    ["GET /reports", "GET /reports", true],
    ["GET /reports", "GET /reports/", true],
    ["GET /reports/", "GET /reports?x=1", true],
    ["GET /reports", "get /reports", true],
    ["GET /reports", "HEAD /reports", true],
    ["HEAD /reports", "GET /reports", false],
    ["GET /reports", "POST /reports", false],
    ["* /reports", "PURGE /reports", true],
    ["GET /reports", "GET /Reports", false],
    ["GET /reports", "GET /reports/1", false],
    ["GET /reports", "GET /", false],
    ["GET /", "GET /", true],
    ["GET /", "GET /a", false],
    ["GET /reports/{id}", "GET /reports/1", true],
    ["GET /reports/{id}", "GET /reports/1/", true],
    ["GET /reports/{id}", "GET /reports", false],
    ["GET /reports/{id}", "GET /reports/", false],
    ["GET /reports/{id}", "GET /reports/1/rows", false],
    ["GET /reports/{id}/rows", "GET /reports/1/rows", true],
    ["GET /reports/*", "GET /reports/1", true],
    ["GET /reports/*", "GET /reports/1/rows/2", true],
    ["GET /reports/*", "GET /reports", false],
    ["GET /reports/*", "GET /reports/", false],
    ["GET /{org}/reports/*", "GET /acme/reports/1", true],
    ["* /*", "GET /", true],
    ["* /*", "DELETE /a/b/c", true],
    ["GET /*", "POST /a", false],
    ["GET /caf%C3%A9", "GET /caf%c3%a9", true],
    ["GET /reports", "GET /%72eports", true],
    ["GET /a%3Ab", "GET /a%3ab", true],
  ])("%s opens %s: %s", (endpoint, request, opens) =>
    expect(asked({ own: [endpoint] }, request)).toBe(opens ? endpoint : "not granted: own"),
  );

  test.each(["GET /reports%2F1", "GET /a/../reports", "GET /reports;v=1", "GET /reports%0A", "GET reports"])(
    "%s is ambiguous even for a token that may go everywhere",
    (request) => expect(asked({ own: ["* /*"] }, request)).toBe("ambiguous"),
  );

  test.each([
    ["GET /a:b", "GET /a%3Ab"],
    ["GET /a%3Ab", "GET /a:b"],
    ["GET /a@b", "GET /a%40b"],
  ])("%s does not open %s, which some read as the same", (endpoint, request) =>
    expect(asked({ own: [endpoint] }, request)).toBe("ambiguous"),
  );

  test("a parameter takes escapes of reserved characters", () =>
    expect(asked({ own: ["GET /users/{email}"] }, "GET /users/ada%40example.com")).toBe(
      "GET /users/{email}",
    ));
});

describe("the catalogue", () => {
  const catalogue = {
    "reports:read": ["GET /reports", "GET /reports/{id}"],
    "reports:write": ["* /reports/*"],
    "reports:admin": ["GET /reports/summary"],
  };

  test.each([
    [["reports:read"], "GET /reports", "GET /reports"],
    [[], "GET /reports", "lacks reports:read"],
    [["reports:write"], "GET /reports", "lacks reports:read"],
    [["reports:write"], "GET /reports/1", "* /reports/*"],
    [["reports:read", "reports:write"], "GET /reports/1", "GET /reports/{id}"],
    [["reports:read"], "DELETE /reports/1", "lacks reports:write"],
    [[], "GET /reports/summary", "lacks reports:admin"],
    [["reports:read"], "GET /reports/summary", "GET /reports/{id}"],
    [["reports:read"], "GET /health", "not granted: unlisted"],
  ])("with %j, %s is %s", (permissions, request, answer) =>
    expect(asked({ catalogue, permissions }, request)).toBe(answer),
  );

  test("unlisted endpoints are open where the organization allows them", () => {
    const given = { catalogue, unlisted: "allow" as const };
    expect(asked(given, "GET /health")).toBeNull();
    expect(asked({ ...given, own: ["GET /health"] }, "GET /health")).toBe("GET /health");
    expect(asked(given, "GET /reports")).toBe("lacks reports:read");
  });

  test("an escape does not make a listed endpoint an unlisted one", () => {
    const given = { catalogue: { secret: ["GET /a:b"] }, unlisted: "allow" as const };
    expect(asked(given, "GET /a%3Ab")).toBe("ambiguous");
    expect(asked(given, "GET /a%2Fb")).toBe("ambiguous");
  });

  test("a token's own endpoints and the catalogue both count", () => {
    const own = ["GET /reports/{id}", "GET /health"];
    expect(asked({ own, catalogue }, "GET /reports/1")).toBe("lacks reports:read");
    expect(asked({ own, catalogue, permissions: ["reports:read"] }, "GET /reports/1")).toBe(
      "GET /reports/{id}",
    );
    expect(asked({ own, catalogue, permissions: ["reports:read"] }, "GET /reports")).toBe("not granted: own");
    expect(asked({ own, catalogue }, "GET /health")).toBe("not granted: unlisted");
  });
});

describe("what is not told", () => {
  const limited = { permissions: ["a"], limits: limitsOf({ own: ["* /*"] }) };
  const free = { permissions: [], limits: limitsOf({}) };

  test("is refused where there is something to decide", () => {
    expect(reach(limited, "untold")).toMatchObject({ reason: "endpoint-not-granted", because: "untold" });
    expect(reach(limited, { method: "GET", target: "" })).toMatchObject({ because: "untold" });
    expect(reach(limited, { method: "", target: "/a" })).toMatchObject({ because: "untold" });
    expect(reach(limited, { method: "GET /a", target: "/a" })).toMatchObject({ because: "untold" });
    expect(reach(limited, "contradictory")).toMatchObject({ reason: "path-ambiguous" });
  });

  test.each(["untold", "contradictory", { method: "", target: "//..%2f" }] as const)(
    "is nothing where nobody names endpoints: %j",
    (wanted) => expect(reach(free, wanted)).toEqual({ ok: true, endpoint: null }),
  );
});

describe("many endpoints", () => {
  const segment = fc.constantFrom("a", "b", "{x}", "a:b", "a%3Ab");
  const endpoint = fc
    .tuple(fc.constantFrom("GET", "POST", "*"), fc.array(segment, { maxLength: 4 }), fc.boolean())
    .map(([method, segments, isOpen]) => `${method} /${[...segments, ...(isOpen ? ["*"] : [])].join("/")}`);
  const request = fc
    .tuple(
      fc.constantFrom("GET", "HEAD", "POST"),
      fc.array(fc.constantFrom("a", "b", "c", "a:b", "a%3ab"), { maxLength: 5 }),
    )
    .map(([method, segments]) => `${method} /${segments.join("/")}`);

  /** The same with regular expressions, one endpoint at a time. */
  function opens(written: string, wanted: string): boolean {
    const [method, path = ""] = written.split(" ");
    const [asking, target = ""] = wanted.replace(/%3a/g, "%3A").split(" ");
    const pattern = path.replace(/\{x\}/g, "[^/]+").replace(/\/\*$/, path === "/*" ? "/.*" : "/.+");
    return (
      (method === "*" || method === asking || (method === "GET" && asking === "HEAD")) &&
      new RegExp(`^${pattern}$`).test(target)
    );
  }

  test("are asked as one after the other would be, or found ambiguous", () => {
    fc.assert(
      fc.property(fc.array(endpoint, { minLength: 1, maxLength: 20 }), request, (own, wanted) => {
        const one = own.some((written) => opens(written, wanted));
        const answer = asked({ own }, wanted);
        if (answer === "ambiguous") expect(`${own} ${wanted}`).toMatch(/%3a/i);
        else expect(answer !== "not granted: own").toBe(one);
      }),
      { numRuns: 500 },
    );
  });

  test("cost what the path has of segments, not what there is of endpoints", () => {
    const many = Array.from({ length: 1_000 }, (_, n) => `GET /v1/${"{p}/".repeat(n % 20)}end${n}`);
    const limits = limitsOf({ own: many });
    const wanted = { method: "GET", target: `/v1/${"x/".repeat(19)}end999` };
    expect(reach({ permissions: [], limits }, wanted)).toMatchObject({ ok: true });
    const began = performance.now();
    for (let times = 0; times < 1_000; times++) reach({ permissions: [], limits }, wanted);
    expect(performance.now() - began).toBeLessThan(500);
  });
});
