import { beforeAll, describe, expect, test } from "vitest";
import { isolate } from "../../../factories/isolate.ts";
import { scenario } from "../../../factories/scenario.ts";
import type { WrittenToken } from "../../../factories/tokens.ts";

const { bearer, anonymous } = isolate();
let mine: WrittenToken;
let narrowed: WrittenToken;
let theirs: WrittenToken;

beforeAll(async () => {
  const { tokens } = await scenario()
    .withOrganization()
    .withMember()
    .withToken({ name: "One", createdAt: 3000 })
    .withToken({ name: "Two", createdAt: 2000, scopes: ["reports:read"], expiresAt: 4_102_444_800_000 })
    .withToken({ name: "Three", createdAt: 1000 })
    .withMember()
    .withToken({ name: "Theirs" })
    .written();
  [mine, narrowed, , theirs] = tokens as [WrittenToken, WrittenToken, WrittenToken, WrittenToken];
});

const get = async (path: string) => {
  const answer = await bearer(mine.text).fetch(`/api/v1${path}`);
  return {
    status: answer.status,
    body: (await answer.json()) as { items: { name: string }[]; next_cursor: string | null },
  };
};
const names = ({ body }: Awaited<ReturnType<typeof get>>) => body.items.map(({ name }) => name);

test("GET /tokens: own API tokens, newest first, in the contract's fields", async () => {
  const page = await get("/tokens");
  expect(names(page)).toEqual(["One", "Two", "Three"]);
  expect(page.body.next_cursor).toBeNull();
  expect(page.body.items[1]).toEqual({
    id: narrowed.id,
    name: "Two",
    purpose: null,
    prefix: `lk_${narrowed.id}`,
    created_at: "1970-01-01T00:00:02.000Z",
    expires_at: "2100-01-01T00:00:00.000Z",
    last_used_at: null,
    last_used: null,
    scopes: ["reports:read"],
    endpoints: null,
    state: "live",
    rotated_at: null,
    earlier_secret: null,
    suspended: null,
  });
});

test("GET /tokens: a page at a time", async () => {
  const first = await get("/tokens?limit=2");
  expect(names(first)).toEqual(["One", "Two"]);
  const second = await get(`/tokens?limit=2&cursor=${first.body.next_cursor}`);
  expect(names(second)).toEqual(["Three"]);
  expect(second.body.next_cursor).toBeNull();
});

test.each([
  ["?name=T", ["Two", "Three"]],
  ["?name=tHREE", ["Three"]],
  ["?name=%25", []],
  ["?name=", ["One", "Two", "Three"]],
  ["?limit=200", ["One", "Two", "Three"]],
  ["?sort=name", ["One", "Three", "Two"]],
  ["?unknown=parameter", ["One", "Two", "Three"]],
])("GET /tokens%s", async (query, expected) => {
  expect(names(await get(`/tokens${query}`))).toEqual(expected);
});

test.each([
  ["limit=0"],
  ["limit=201"],
  ["limit=-1"],
  ["limit=1.5"],
  ["limit=1e2"],
  ["limit="],
  ["limit=%20"],
  ["limit=ten"],
  ["limit=99999999999999999999"],
  ["limit=1&limit=2"],
  ["cursor="],
  ["cursor=garbage"],
  ["cursor=%00"],
  [`cursor=${"x".repeat(1001)}`],
  ["cursor=WzFd"],
  [`name=${"x".repeat(101)}`],
  ["name=a&name=b"],
])("GET /tokens?%s: 422", async (query) => {
  expect((await get(`/tokens?${query}`)).status).toBe(422);
});

describe("what is no token of mine is one and the same 404", () => {
  const unknown = [
    "000000000000",
    "current-ly",
    "%00",
    "%E0%A4%A",
    "..%2f..",
    "x".repeat(2000),
    "🔑",
    "' OR 1=1 --",
  ];

  test.each(["GET", "DELETE"])("%s", async (method) => {
    const bodies = new Set<string>();
    for (const id of [theirs.id, mine.id.toLowerCase().padEnd(13, "x"), ...unknown]) {
      const answer = await bearer(mine.text).fetch(`/api/v1/tokens/${id}`, { method });
      expect(answer.status, id).toBe(404);
      bodies.add(await answer.text());
    }
    expect(bodies.size).toBe(1);
    expect((await bearer(theirs.text).fetch("/api/v1/me")).status).toBe(200);
  });
});

test("GET /tokens/{id}: one of one's own", async () => {
  expect(await get(`/tokens/${narrowed.id}`)).toMatchObject({ status: 200, body: { name: "Two" } });
});

test("DELETE /tokens/{id}: 204 without a body, then 404; the token is dead", async () => {
  const { tokens } = await scenario().withOrganization().withMember().withToken().withToken().written();
  const [one, other] = tokens as [WrittenToken, WrittenToken];
  const answer = await bearer(one.text).fetch(`/api/v1/tokens/${other.id}`, { method: "DELETE" });
  expect([answer.status, await answer.text()]).toEqual([204, ""]);
  expect((await bearer(other.text).fetch("/api/v1/me")).status).toBe(401);
  expect((await bearer(one.text).fetch(`/api/v1/tokens/${other.id}`, { method: "DELETE" })).status).toBe(404);
});

test("DELETE /tokens/current: the calling token ends itself", async () => {
  const { token } = await scenario().withOrganization().withMember().withToken().written();
  const end = () => bearer(token.text).fetch("/api/v1/tokens/current", { method: "DELETE" });
  expect((await end()).status).toBe(204);
  expect((await end()).status).toBe(401);
});

test.each([
  ["POST", "/tokens", "GET, HEAD"],
  ["PATCH", "/tokens/000000000000", "GET, DELETE, HEAD"],
  ["DELETE", "/me", "GET, HEAD"],
  ["OPTIONS", "/me", "GET, HEAD"],
])("%s %s: 405 with Allow: %s, and no CORS header", async (method, path, allow) => {
  const answer = await anonymous({
    origin: "https://evil.example",
    "access-control-request-method": "GET",
  }).fetch(`/api/v1${path}`, { method });
  expect(answer.status).toBe(405);
  expect(answer.headers.get("Allow")?.split(", ").toSorted()).toEqual(allow.split(", ").toSorted());
  expect([...answer.headers.keys()].filter((name) => name.startsWith("access-control"))).toEqual([]);
});

test("HEAD answers like GET, without a body", async () => {
  const answer = await bearer(mine.text).fetch("/api/v1/me", { method: "HEAD" });
  expect([answer.status, await answer.text()]).toEqual([200, ""]);
});
