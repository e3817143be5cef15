import { beforeAll, expect, test } from "vitest";
import { isolate } from "../factories/isolate.ts";
import { count } from "../factories/rows.ts";
import { scenario } from "../factories/scenario.ts";
import type { SignedInClient } from "../world/clients.ts";

const { signedIn } = isolate();
let client: SignedInClient;
let userId: string;

beforeAll(async () => {
  const { member } = await scenario().withOrganization().withMember().written();
  userId = member.user.id;
  client = await signedIn(member.user.email ?? "");
});

const HUGE = "x".repeat(70_000);

test.each([
  [{}, "name-missing"],
  [{ name: "   " }, "name-blank"],
  [{ name: "x".repeat(101) }, "name-too-long"],
  [{ name: "a\nb" }, "name-control-characters"],
  [{ name: "a\u0000b" }, "name-control-characters"],
  [{ name: 7 }, "name-missing"],
  [{ name: "CI", kind: "session" }, "field-unknown"],
  [{ name: "CI", expiresAt: "tomorrow" }, "expiry-invalid"],
  [{ name: "CI", expiresAt: "2020-01-01T00:00:00Z" }, "expiry-past"],
  [{ name: "CI", expiresAt: "9999-01-01T00:00:00Z" }, "expiry-too-far"],
  [{ name: "CI", scopes: [] }, "scopes-empty"],
  [{ name: "CI", scopes: ["tokens.introspect"] }, "scopes-not-held"],
  [{ name: "CI", scopes: "all" }, "scopes-invalid"],
  [null, "input-invalid"],
  [[], "input-invalid"],
  ["CI", "input-invalid"],
])("%j is 400: %s", async (input, reason) => {
  const answer = await client.post("/trpc/tokens.create", input);
  expect(answer.status).toBe(400);
  expect(await answer.json()).toMatchObject({ error: { data: { reason } } });
});

test.each(["{", '{"name":', "\u0000", "nul", '{"name":"a"}}'])(
  "a body of %j is 400, without a stack",
  async (body) => {
    const answer = await client.fetch("/trpc/tokens.create", {
      method: "POST",
      body,
      headers: { "content-type": "application/json" },
    });
    expect(answer.status).toBe(400);
    expect(await answer.text()).not.toMatch(/stack|SyntaxError|\.ts/);
  },
);

test("a body over 64 kB is 413, announced or not", async () => {
  expect((await client.post("/trpc/tokens.create", { name: HUGE })).status).toBe(413);
  const stream = new Blob([JSON.stringify({ name: HUGE })]).stream();
  const headers = { "content-type": "application/json" };
  const streamed = await client.fetch("/trpc/tokens.create", { method: "POST", body: stream, headers });
  expect(streamed.status).toBe(413);
});

test("ten calls go in a batch, eleven do not", async () => {
  const batchOf = (calls: number) =>
    client.fetch(
      `/trpc/${Array(calls).fill("session.current").join()}?batch=1&input=${encodeURIComponent("{}")}`,
    );
  expect((await batchOf(10)).status).toBe(200);
  const refused = await batchOf(11);
  expect(refused.status).toBe(400);
  expect(refused.headers.get("Content-Type")).toBe("application/json");
  const body = await refused.text();
  expect(body).not.toMatch(/stack/);
  expect(JSON.parse(body)).toMatchObject({ error: { data: { reason: "batch-too-long" } } });
});

test.each(["/trpc/tokens.nothing", "/trpc/", "/trpc/__proto__", "/trpc/tokens.create/extra"])(
  "%s is 404",
  async (path) => {
    expect((await client.fetch(path)).status).toBe(404);
  },
);

test("a mutation is no query", async () => {
  expect((await client.fetch("/trpc/tokens.create?input=%7B%22name%22%3A%22CI%22%7D")).status).toBe(405);
});

test("and nothing was made of any of it", async () => {
  expect(await count("token WHERE user_id = ? AND kind = 'api'", userId)).toBe(0);
});
