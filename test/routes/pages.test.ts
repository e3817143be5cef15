import { describe, expect, test } from "vitest";
import { isolate } from "../factories/isolate.ts";
import { neverIssued } from "../factories/never-issued.ts";

/** Stands in for the build, so that no build is needed. */
const ASSETS = {
  fetch: async (request: Request) =>
    new URL(request.url).pathname === "/robots.txt"
      ? new Response("User-agent: *", { headers: { "Content-Type": "text/plain" } })
      : new Response("<!doctype html><head></head>", { headers: { "Content-Type": "text/html" } }),
} as unknown as Cloudflare.Env["ASSETS"];

const ask = (path: string, headers: Record<string, string>) =>
  isolate({ ASSETS }).anonymous(headers).fetch(path);

describe("a page", () => {
  test.each([
    [{ accept: "text/html,application/xhtml+xml,*/*;q=0.8" }],
    [{ accept: "*/*" }],
    [{ accept: "*/*;q=0.8" }],
    [{ accept: "TEXT/HTML" }],
    [{ accept: "" }],
    [{}],
  ])("is given to %j", async (headers) => {
    const answer = await ask("/sign-in", headers as Record<string, string>);
    expect([answer.status, answer.headers.get("content-type")]).toEqual([200, "text/html"]);
  });

  test.each([
    [{ accept: "application/json" }],
    [{ accept: "application/json, text/plain, */*" }],
    [{ accept: "image/avif,image/webp,*/*" }],
    [{ accept: "*/*", authorization: `Bearer ${neverIssued()}` }],
    [{ "x-auth-token": neverIssued() }],
    [{ accept: "*/*", "x-original-uri": "/x" }],
    [{ "x-forwarded-uri": "/x" }],
    [{ "x-forward-auth": "1" }],
  ])("is not given to %j", async (headers) => {
    expect((await ask("/sign-in", headers as Record<string, string>)).status).toBe(404);
  });

  test("a file is given to whoever names no type", async () => {
    expect((await ask("/robots.txt", {})).status).toBe(200);
    expect((await ask("/missing.txt", {})).status).toBe(404);
  });
});
