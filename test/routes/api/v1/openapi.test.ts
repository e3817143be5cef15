import { env } from "cloudflare:workers";
import { describe, expect, test, vi } from "vitest";
import { DEMO_PASSWORD } from "../../../../db/seeds/demo-people.ts";
import type { MemberKey } from "../../../../db/tokens/tokens.ts";
import { BUILT_OPENAPI } from "../../../factories/built-openapi.ts";
import { type IssuedToken, issueToken } from "../../../factories/demo-token.ts";
import { isolate } from "../../../factories/isolate.ts";
import { manyTokens } from "../../../factories/many-tokens.ts";
import { rows } from "../../../factories/rows.ts";
import { withDemo } from "../../../world/in-workerd.ts";
import { type OpenapiDocument, Recorder } from "../../../world/recorder.ts";

type Operation = { security: unknown[]; requestBody?: { content: Record<string, unknown> } };

await withDemo();
const { anonymous, bearer } = isolate({ ASSETS: BUILT_OPENAPI });
const document: OpenapiDocument = await (await anonymous().fetch("/api/v1/openapi.json")).json();
const recorder = new Recorder(document);
const operations = Object.entries(document.paths).flatMap(([path, methods]) =>
  Object.entries(methods).map(([method, { responses, ...rest }]) => ({
    method: method.toUpperCase(),
    path,
    statuses: Object.keys(responses).map(Number),
    ...(rest as Operation),
  })),
);
const answering = (status: number) => operations.filter(({ statuses }) => statuses.includes(status));

const master = await issueToken(env, "master@northwind.example");
const member = await issueToken(env, "member@northwind.example");
const narrowed = await issueToken(env, "member@northwind.example", { scopes: ["reports:read"] });
const gateway = await issueToken(env, "gateway");

const rotating = await issueToken(env, "member@northwind.example");
const expired = await issueToken(env, "member@northwind.example");
await env.DB.batch([
  env.DB.prepare("UPDATE token SET self_rotation = 1 WHERE id = ?").bind(rotating.id),
  env.DB.prepare("UPDATE token SET expires_at = 1 WHERE id = ?").bind(expired.id),
]);

const FORM = { "content-type": "application/x-www-form-urlencoded" };

/** What makes each operation succeed. Ids in paths are those of tokens made for it. */
const GOOD: Record<string, { as?: IssuedToken; query?: string; body?: () => unknown }> = {
  "GET /api/v1/me": { as: member },
  "GET /api/v1/team": { as: master, query: "?limit=2" },
  "GET /api/v1/tokens": { as: member, query: "?limit=1&name=a" },
  "GET /api/v1/tokens/{id}": { as: member },
  "GET /api/v1/tokens/{id}/usage": { as: member, query: "?days=7" },
  "DELETE /api/v1/tokens/{id}": { as: member },
  "GET /api/v1/organization/tokens": { as: master, query: "?limit=3&sort=-last_used" },
  "GET /api/v1/organization/tokens/{id}/usage": { as: master },
  "DELETE /api/v1/organization/tokens/{id}": { as: master },
  "PUT /api/v1/organization/tokens/{id}/suspension": { as: master },
  "DELETE /api/v1/organization/tokens/{id}/suspension": { as: master },
  "POST /api/v1/tokens/current/rotate": { as: rotating },
  "GET /api/v1/organization/activity": { as: master, query: "?limit=200" },
  "POST /oauth/introspect": { as: gateway, body: () => `token=${member.token}` },
  "POST /oauth/revoke": { body: () => "token=x" },
  "GET /forward-auth": { as: member },
  "POST /api-token-auth": { body: signIn },
  "POST /api-token-auth/": { body: signIn },
};

function signIn(changes: object = {}) {
  return JSON.stringify({ username: "member@northwind.example", password: DEMO_PASSWORD, ...changes });
}

type Sent = { method: string; path: string };

let sent = 0;

async function send(
  { method, path }: Sent,
  {
    token,
    headers = {},
    query = "",
    body,
    id = "x",
  }: {
    token?: string | null;
    headers?: Record<string, string>;
    query?: string;
    body?: string | null;
    id?: string;
  } = {},
): Promise<Response> {
  const good = GOOD[`${method} ${path}`] ?? {};
  const presented = token === undefined ? good.as?.token : token;
  const text = body === undefined ? (good.body?.() as string | undefined) : body;
  const type = path.startsWith("/oauth") ? FORM : { "content-type": "application/json" };
  const answer = await anonymous({
    ...(presented ? { authorization: `Bearer ${presented}` } : {}),
    ...(method === "POST" || method === "PUT" ? type : {}),
    "cf-connecting-ip": `192.0.2.${++sent % 256}`,
    ...headers,
  }).fetch(path.replace("{id}", id) + query, { method, ...(text ? { body: text } : {}) });
  await recorder.record(method, path, answer);
  return answer;
}

describe("every documented answer is given, and is of the documented form", () => {
  test.each(operations)("$method $path: success", async (operation) => {
    const good = GOOD[`${operation.method} ${operation.path}`];
    const { id, token } = await issueToken(env, "member@northwind.example");
    const itself = operation.path.endsWith("/current") ? { token } : {};
    const answer = await send(operation, { id, query: good?.query, ...itself });
    expect(answer.status).toBeLessThan(300);
  });

  test.each(operations.filter(({ security }) => security.length > 0))(
    "$method $path: 401",
    async (operation) => {
      expect((await send(operation, { token: null })).status).toBe(401);
    },
  );

  test.each(operations.filter(({ security, statuses }) => security.length > 0 && statuses.includes(400)))(
    "$method $path: 400 for two credentials",
    async (operation) => {
      expect((await send(operation, { token: master.token, headers: { "x-auth-token": "x" } })).status).toBe(
        400,
      );
    },
  );

  test.each(answering(422))("$method $path: 422", async (operation) => {
    const body = operation.requestBody ? '{"unknown":1}' : undefined;
    expect((await send(operation, { query: "?limit=0&days=0", body })).status).toBe(422);
  });

  test.each(answering(404))("$method $path: 404", async (operation) => {
    expect((await send(operation)).status).toBe(404);
  });

  test.each(answering(413))("$method $path: 413", async (operation) => {
    expect((await send(operation, { body: "x".repeat(65_537) })).status).toBe(413);
  });

  test.each(answering(503))("$method $path: 503", async (operation) => {
    const { token } = await issueToken(env, "master@northwind.example");
    const body = operation.path === "/oauth/revoke" ? `token=${token}` : undefined;
    const unreachable = () => {
      throw new Error("D1_ERROR: out of reach");
    };
    vi.spyOn(env.DB, "prepare").mockImplementation(unreachable);
    expect(
      (
        await send(operation, {
          ...(operation.security.length > 0 ? { token } : {}),
          body,
        })
      ).status,
    ).toBe(503);
  });

  test("403", async () => {
    for (const operation of answering(403).filter(({ path }) => path.startsWith("/api/v1"))) {
      expect((await send(operation, { token: narrowed.token })).status).toBe(403);
    }
    await send({ method: "POST", path: "/oauth/introspect" }, { token: member.token });
    await send({ method: "GET", path: "/forward-auth" }, { query: "?permission=none" });
    for (const path of ["/api-token-auth", "/api-token-auth/"]) {
      const body = signIn({ username: "restricted@northwind.example" });
      expect((await send({ method: "POST", path }, { body })).status).toBe(403);
    }
  });

  test("400 and 415 of a body", async () => {
    await send({ method: "POST", path: "/oauth/introspect" }, { body: "a=b" });
    await send({ method: "POST", path: "/oauth/revoke" }, { body: "a=b" });
    const plain = { body: "x", headers: { "content-type": "text/plain" } };
    await send({ method: "POST", path: "/api/v1/tokens/current/rotate" }, plain);
    await send({ method: "PUT", path: "/api/v1/organization/tokens/{id}/suspension" }, plain);
    for (const path of ["/api-token-auth", "/api-token-auth/"]) {
      await send({ method: "POST", path }, { body: "{}" });
      await send({ method: "POST", path }, { body: "{" });
      await send({ method: "POST", path }, { headers: { "content-type": "text/plain" } });
    }
  });

  test("409", async () => {
    const suspension = "/api/v1/organization/tokens/{id}/suspension";
    expect((await send({ method: "PUT", path: suspension }, { id: expired.id })).status).toBe(409);
    const email = "partner@fabrikam.example";
    const [owner] = await rows<MemberKey>(
      `SELECT organization_id AS organizationId, user_id AS userId
       FROM membership JOIN user ON user.id = user_id WHERE email = ?`,
      email,
    );
    await rows(...manyTokens(owner as MemberKey, { howMany: 500, prefix: "many" }));
    for (const path of ["/api-token-auth", "/api-token-auth/"]) {
      const body = signIn({ username: email });
      expect((await send({ method: "POST", path }, { body })).status).toBe(409);
    }
  });

  test("503 of a database with other tables", async () => {
    vi.spyOn(console, "log").mockImplementation(() => {});
    await env.DB.prepare("INSERT INTO d1_migrations (name) VALUES ('9999_of_tomorrow.sql')").run();
    expect((await send({ method: "GET", path: "/healthz" }, { token: null })).status).toBe(503);
    await env.DB.prepare("DELETE FROM d1_migrations WHERE name = '9999_of_tomorrow.sql'").run();
  });

  test("429", async () => {
    const from = { "cf-connecting-ip": "198.51.100.7" };
    const introspect = { method: "POST", path: "/oauth/introspect" };
    let answer = await send(introspect, { token: null, headers: from });
    for (let time = 0; time < 30; time++) answer = await send(introspect, { token: null, headers: from });
    expect(answer.status).toBe(429);
    // As many wrong tries as are allowed, without the time that checking each would take.
    await env.DB.batch(
      Array.from({ length: 10 }, (_, at) =>
        env.DB.prepare(
          "INSERT INTO sign_in_attempt (id, email, client_address, at) VALUES (?, ?, ?, ?)",
        ).bind(`try_${at}`, "super@northwind.example", from["cf-connecting-ip"], Date.now()),
      ),
    );
    for (const path of ["/api-token-auth", "/api-token-auth/"]) {
      const body = signIn({ username: "super@northwind.example" });
      expect((await send({ method: "POST", path }, { body, headers: from })).status).toBe(429);
    }
  });

  test("none is documented that was not given here", () => expect(recorder.unseen()).toEqual([]));
});

test("the document is the same for everybody, and wrong methods are 405", async () => {
  expect(await (await bearer(member.token).fetch("/api/v1/openapi.json")).json()).toEqual(document);
  const answer = await anonymous().fetch("/api/v1/openapi.json", { method: "POST" });
  expect([answer.status, answer.headers.get("allow")]).toEqual([405, "GET, HEAD"]);
});
