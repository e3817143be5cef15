import { env } from "cloudflare:workers";
import { describe, expect, it } from "vitest";
import { verifyForWorker } from "../../worker/routes/service-binding.ts";
import { isolate } from "../factories/isolate.ts";
import { rows } from "../factories/rows.ts";
import { scenario } from "../factories/scenario.ts";
import { watchedDatabase } from "../factories/watched.ts";

const CATALOGUE = {
  endpoints: { "reports:read": ["GET /reports", "GET /reports/{id}"], "reports:write": ["* /reports/*"] },
  endpointsVersion: "v1",
};

type Organization = Parameters<ReturnType<typeof scenario>["withOrganization"]>[0];

async function setting(
  options: { endpoints?: string[]; scopes?: string[]; organization?: Organization } = {},
) {
  const { organization = {}, ...token } = options;
  const written = await scenario()
    .withOrganization({
      ...organization,
      ...(organization.endpoints && { endpointsVersion: crypto.randomUUID() }),
    })
    .withMember({ role: "superuser", permissions: ["tokens.personal", "tokens.introspect", "reports:read"] })
    .withToken(token)
    .withToken()
    .written();
  const { database, trips } = watchedDatabase(env.DB);
  const here = isolate({ DB: database });
  const bearer = here.bearer(written.token.text);
  const organizationId = written.organization.id;
  return {
    ...written,
    here,
    trips,
    rest: async (method: string, path: string) => answerOf(await bearer.fetch(path, { method })),
    gateway: async (method: string, path: string, address = `/nginx/${organizationId}`) =>
      answerOf(
        await bearer.fetch(`/forward-auth${address}`, {
          headers: { "X-Original-Method": method, "X-Original-URI": path },
        }),
      ),
    introspected: async (request: { method?: string; path?: string }) => {
      const caller = here.bearer((written.tokens[1] as typeof written.token).text);
      const answer = await caller.postForm("/oauth/introspect", { token: written.token.text, ...request });
      return ((await answer.json()) as { active: boolean }).active;
    },
    binding: async (request: object) => {
      const answer = await verifyForWorker(here.runtime, written.token.text, request);
      return answer.ok ? "ok" : answer.code;
    },
  };
}

/** "ok", or the refusal's code with the missing permission. */
async function answerOf(answer: Response): Promise<string> {
  if (answer.ok) return "ok";
  const { error, code = error, missing } = (await answer.json()) as { [key: string]: string };
  if (answer.status === 403 && code !== "organization-other") {
    const challenge = answer.headers.get("WWW-Authenticate") ?? "";
    expect(challenge).toContain('error="insufficient_scope"');
    expect(/scope="/.test(challenge)).toBe(missing !== undefined);
  }
  return missing ? `${code} ${missing}` : `${code}`;
}

describe("a token limited to endpoints", () => {
  const endpoints = ["GET /reports/{id}", "GET /api/v1/organization/tokens"];

  it("reaches these alone, whoever asks", async () => {
    const { gateway, introspected, binding } = await setting({ endpoints });
    expect(await gateway("GET", "/reports/1?x=/")).toBe("ok");
    expect(await gateway("POST", "/reports/1")).toBe("endpoint-not-granted");
    expect(await gateway("GET", "/reports/1%2F2")).toBe("path-ambiguous");
    expect(await gateway("", "")).toBe("endpoint-not-granted");
    expect(await introspected({ method: "GET", path: "/reports/1" })).toBe(true);
    expect(await introspected({ method: "GET", path: "/reports" })).toBe(false);
    expect(await introspected({ path: "/reports/1" })).toBe(false);
    expect(await introspected({})).toBe(false);
    expect(await binding({ method: "GET", path: "/reports/1" })).toBe("ok");
    expect(await binding({ method: "GET", path: "/reports/./1" })).toBe("path-ambiguous");
    expect(await binding({ method: "GET", path: 7 })).toBe("endpoint-not-granted");
    expect(await binding({})).toBe("endpoint-not-granted");
  });

  it("reaches what it names at Latchkey's own REST, who it is, and its end", async () => {
    const { rest } = await setting({ endpoints });
    expect(await rest("GET", "/api/v1/organization/tokens?limit=1")).toBe("ok");
    expect(await rest("GET", "/api/v1/organization/activity")).toBe("endpoint-not-granted");
    expect(await rest("GET", "/api/v1/tokens")).toBe("endpoint-not-granted");
    expect(await rest("POST", "/oauth/introspect")).toBe("insufficient_scope");
    expect(await rest("GET", "/api/v1/tokens/%63urrent")).toBe("endpoint-not-granted");
    expect(await rest("GET", "/api/v1/me")).toBe("ok");
    expect(await rest("DELETE", "/api/v1/tokens/current")).toBe("ok");
  });

  it("is cut by its scopes too", async () => {
    const { rest } = await setting({ endpoints, scopes: ["reports:read"] });
    expect(await rest("GET", "/api/v1/organization/tokens")).toBe("insufficient_scope");
  });

  it("says so of itself", async () => {
    const { here, token } = await setting({ endpoints });
    const me = (await (await here.bearer(token.text).fetch("/api/v1/me")).json()) as { token: object };
    expect(me.token).toMatchObject({ endpoints });
  });

  it("is refused without a word of its limit at the door of another organization", async () => {
    const { gateway } = await setting({ endpoints, organization: CATALOGUE });
    expect(await gateway("GET", "/x", "/nginx/org_000000000000")).toBe("organization-other");
  });

  it("is refused where two headers tell of two requests, and nothing is recorded", async () => {
    const { here, token } = await setting({ endpoints });
    const answer = await here.bearer(token.text).fetch("/forward-auth", {
      headers: {
        "X-Original-Method": "GET",
        "X-Original-URI": "/reports/1",
        "X-Forwarded-Method": "GET",
        "X-Forwarded-Uri": "/reports/2",
      },
    });
    expect(await answerOf(answer)).toBe("path-ambiguous");
    await here.settled();
    expect(await rows("SELECT last_used_at FROM token WHERE id = ?", token.id)).toEqual([
      { last_used_at: null },
    ]);
  });
});

describe("the catalogue of an organization", () => {
  it("demands one of the permissions that name an endpoint", async () => {
    const { gateway, introspected, rest } = await setting({ organization: CATALOGUE });
    expect(await gateway("GET", "/reports")).toBe("ok");
    expect(await gateway("HEAD", "/reports/7/")).toBe("ok");
    expect(await gateway("DELETE", "/reports/7")).toBe("insufficient_scope reports:write");
    expect(await gateway("GET", "/health")).toBe("endpoint-not-granted");
    expect(await introspected({ method: "DELETE", path: "/reports/7" })).toBe(false);
    expect(await introspected({})).toBe(false);
    expect(await rest("GET", "/api/v1/tokens")).toBe("ok");
  });

  it("leaves open what it does not name where the organization says so", async () => {
    const { gateway } = await setting({ organization: { ...CATALOGUE, unlistedEndpoints: "allow" } });
    expect(await gateway("GET", "/health")).toBe("ok");
    expect(await gateway("DELETE", "/reports/7")).toBe("insufficient_scope reports:write");
    expect(await gateway("GET", "//health")).toBe("path-ambiguous");
  });

  it("decides nothing where no endpoint is named", async () => {
    const { gateway, introspected, binding } = await setting();
    expect(await gateway("GET", "//..%2F")).toBe("ok");
    expect(await introspected({})).toBe(true);
    expect(await binding({})).toBe("ok");
  });

  it("comes with the token's own query, and is not sent again while it stays", async () => {
    const { gateway, trips, organization } = await setting({ organization: CATALOGUE });
    const reads = () => trips.splice(0).filter(({ rowsWritten }) => rowsWritten === 0);
    await gateway("GET", "/reports");
    expect(reads().map(({ rowsRead }) => rowsRead <= 5)).toEqual([true]);
    // A change without a new version, which nobody may make, shows that the first reading is cached.
    await env.DB.prepare("UPDATE organization SET endpoints = '{}' WHERE id = ?").bind(organization.id).run();
    expect(await gateway("DELETE", "/reports/1")).toBe("insufficient_scope reports:write");
    expect(reads().map(({ rowsRead }) => rowsRead <= 5)).toEqual([true]);
    await env.DB.prepare("UPDATE organization SET endpoints = ?, endpoints_version = 'v2' WHERE id = ?")
      .bind(JSON.stringify({ "reports:read": ["* /reports/*"] }), organization.id)
      .run();
    expect(await gateway("DELETE", "/reports/1")).toBe("ok");
  });

  it("is read again by an isolate that knows another of its versions", async () => {
    const { gateway, organization } = await setting({ organization: CATALOGUE });
    await gateway("GET", "/reports");
    await env.DB.prepare("UPDATE organization SET endpoints = '{}', endpoints_version = NULL WHERE id = ?")
      .bind(organization.id)
      .run();
    expect(await gateway("GET", "/health")).toBe("ok");
  });
});

describe("what is stored", () => {
  it("is either the marker or a list", async () => {
    const { token } = await setting();
    for (const endpoints of ["NULL", "'[]'", "''", "'GET /a'"]) {
      await expect(
        env.DB.prepare(`UPDATE token SET endpoints = ${endpoints} WHERE id = ?`).bind(token.id).run(),
      ).rejects.toThrow(/constraint/i);
    }
  });
});
