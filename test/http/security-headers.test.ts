import { env } from "cloudflare:workers";
import { Hono } from "hono";
import { expect, test, vi } from "vitest";
import type { App } from "../../worker/http/hono.ts";
import { securityHeaders } from "../../worker/http/security-headers.ts";
import { isolate } from "../factories/isolate.ts";
import { unreachable, watchedDatabase } from "../factories/watched.ts";

const { anonymous, fetch } = isolate();

function expectHeaders({ headers }: Response) {
  const policy = headers.get("Content-Security-Policy") ?? "";
  expect(policy).toMatch(/default-src 'none'/);
  expect(policy).toMatch(/frame-ancestors 'none'/);
  expect(policy).not.toMatch(/unsafe|\*|https?:/);
  expect(headers.get("X-Content-Type-Options")).toBe("nosniff");
  expect(headers.get("Referrer-Policy")).toBe("no-referrer");
  expect(headers.get("X-Frame-Options")).toBe("DENY");
  expect(headers.get("Cross-Origin-Resource-Policy")).toBe("same-origin");
}

test.each([
  ["/", "text/html", 200],
  ["/sign-in", "text/html", 200],
  ["/favicon.svg", "image/svg+xml", 200],
  ["/assets/missing.js", "*/*", 404],
  ["/healthz", "*/*", 200],
  ["/api/v1/me", "*/*", 401],
  ["/api/nothing", "*/*", 404],
  ["/trpc/session.current", "*/*", 200],
  ["/trpc/nothing", "*/*", 404],
])("%s has those of every answer, and HSTS on https", async (path, accept, status) => {
  const answer = await anonymous({ accept }).fetch(path);
  expect(answer.status).toBe(status);
  expectHeaders(answer);
  expect(answer.headers.get("Strict-Transport-Security")).toMatch(/^max-age=\d{8}/);
});

test.each([403, 405, 413, 415])("a refusal with %i has them too", async (status) => {
  const requests: Record<number, () => Promise<Response>> = {
    403: () => anonymous().post("/trpc/session.signOut", {}),
    405: () => anonymous().fetch("/api/v1/me", { method: "PUT" }),
    413: () => anonymous().post("/trpc/session.signIn", { email: "x".repeat(70_000) }),
    415: () =>
      anonymous({ origin: "https://latchkey.test" }).fetch("/trpc/session.signOut", {
        method: "POST",
        body: "x",
      }),
  };
  const answer = (await requests[status]?.()) as Response;
  expect(answer.status).toBe(status);
  expectHeaders(answer);
});

test("an error has them too", async () => {
  vi.spyOn(console, "log").mockImplementation(() => {});
  const answer = await isolate({ DB: watchedDatabase(env.DB, unreachable).database })
    .anonymous()
    .fetch("/healthz");
  expect(answer.status).toBe(503);
  expectHeaders(answer);
});

test.each([
  ["/sign-in", "text/html", /script-src 'self';/, "same-origin", /camera=\(\)/],
  ["/api/v1/me", "*/*", /^default-src 'none'; frame-ancestors 'none'$/, null, /^$/],
  ["/trpc/session.current", "*/*", /^default-src 'none'; frame-ancestors 'none'$/, null, /^$/],
])("%s: what only pages need is said of pages alone", async (path, accept, policy, opener, permissions) => {
  const { headers } = await anonymous({ accept }).fetch(path);
  expect(headers.get("Content-Security-Policy")).toMatch(policy);
  expect(headers.get("Cross-Origin-Opener-Policy")).toBe(opener);
  expect(headers.get("Permissions-Policy") ?? "").toMatch(permissions);
});

test.each([
  ["with its type", { "Content-Type": "text/html; charset=utf-8" }],
  ["without", {}],
])("a page that is unchanged keeps what it may do: told %s", async (_, headers) => {
  const page = await anonymous({ accept: "text/html" }).fetch("/sign-in");
  const unchanged = await new Hono<App>()
    .use(securityHeaders())
    .get("/", () => new Response(null, { status: 304, headers }))
    .request("/");
  const [before, now] = [page, unchanged].map((one) => one.headers.get("Content-Security-Policy"));
  expect(now).toMatch(/script-src 'self';/);
  expect(now).toBe(before);
});

test("over http there is no HSTS", async () => {
  const answer = await fetch("http://latchkey.test/healthz");
  expect(answer.status).toBe(200);
  expect(answer.headers.get("Strict-Transport-Security")).toBeNull();
});
