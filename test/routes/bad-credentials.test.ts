import { beforeAll, expect, test } from "vitest";
import { badCredentials } from "../factories/bad-credentials.ts";
import { isolate } from "../factories/isolate.ts";
import { scenario } from "../factories/scenario.ts";
import type { WrittenToken } from "../factories/tokens.ts";

/** Every door of REST that wants a token. */
const ROUTES = [
  ["GET", "/api/v1/me"],
  ["HEAD", "/api/v1/me"],
  ["GET", "/api/v1/team"],
  ["GET", "/api/v1/tokens"],
  ["GET", "/api/v1/tokens/000000000000"],
  ["DELETE", "/api/v1/tokens/000000000000"],
  ["DELETE", "/api/v1/tokens/current"],
  ["GET", "/api/v1/organization/tokens"],
  ["DELETE", "/api/v1/organization/tokens/000000000000"],
  ["GET", "/api/v1/organization/activity"],
] as const;

const { anonymous, bearer } = isolate();
let good: WrittenToken;
let session: WrittenToken;

beforeAll(async () => {
  const { tokens } = await scenario()
    .withOrganization()
    .withMember({ role: "superuser" })
    .withToken()
    .withSession()
    .written();
  [good, session] = tokens as [WrittenToken, WrittenToken];
});

test.each(ROUTES)("%s %s refuses every bad credential, and says how", async (method, path) => {
  for (const { what, headers, status, error } of badCredentials(good, session)) {
    const sent = new Headers();
    for (const [name, value] of headers) sent.append(name, value);
    const answer = await anonymous().fetch(path, { method, headers: sent });
    expect(answer.status, what).toBe(status);
    const challenge = answer.headers.get("WWW-Authenticate") ?? "";
    expect(challenge, what).toMatch(/^Bearer realm="latchkey"/);
    expect(/error="([^"]+)"/.exec(challenge)?.[1], what).toBe(error);
    expect(answer.headers.get("Content-Type"), what).toBe("application/problem+json");
    expect(answer.headers.get("Cache-Control"), what).toBe("no-store");
    const body = await answer.text();
    expect(body, what).not.toContain(good.text.slice(-38));
  }
});

test.each(["?access_token=", "?token=", "?api_key=", "#access_token="])(
  "a token in %s is never accepted",
  async (query) => {
    expect((await anonymous().fetch(`/api/v1/me${query}${good.text}`)).status).toBe(401);
  },
);

test("a token in the query beside a header is ignored", async () => {
  expect((await bearer(good.text).fetch("/api/v1/me?access_token=garbage")).status).toBe(200);
});

test("a token in a form's body is never accepted", async () => {
  const answer = await anonymous().fetch("/api/v1/tokens/current", {
    method: "DELETE",
    body: new URLSearchParams({ access_token: good.text }),
  });
  expect(answer.status).toBe(401);
});

test("and the good token is still good", async () => {
  expect((await bearer(good.text).fetch("/api/v1/me")).status).toBe(200);
});
