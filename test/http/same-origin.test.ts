import { beforeAll, expect, test } from "vitest";
import { isolate } from "../factories/isolate.ts";
import { count } from "../factories/rows.ts";
import { scenario } from "../factories/scenario.ts";
import { origin } from "../world/in-workerd.ts";

const { anonymous, signedIn } = isolate();
let cookie: string;
let userId: string;

beforeAll(async () => {
  const { member } = await scenario().withOrganization().withMember().written();
  userId = member.user.id;
  ({ cookie } = await signedIn(member.user.email ?? ""));
});

const JSON_TYPE = { "content-type": "application/json" };
const create = (headers: Record<string, string>, body: BodyInit = '{"name":"CI"}') =>
  anonymous({ cookie }).fetch("/trpc/tokens.create", { method: "POST", body, headers });

test.each([
  ["no Origin", {}],
  ["another Origin", { origin: "https://evil.example" }],
  ["an Origin that begins alike", { origin: `${origin}.evil.example` }],
  ["http for https", { origin: origin.replace("https", "http") }],
  ["another port", { origin: `${origin}:8443` }],
  ["Origin: null", { origin: "null" }],
  ["cross-site, whatever the Origin says", { origin, "sec-fetch-site": "cross-site" }],
  ["same-site is not same-origin", { origin, "sec-fetch-site": "same-site" }],
] as [string, Record<string, string>][])("a mutation with %s: 403", async (_, headers) => {
  const answer = await create({ ...JSON_TYPE, ...headers });
  expect(answer.status).toBe(403);
  expect(await count("token WHERE user_id = ? AND kind = 'api'", userId)).toBe(0);
});

test.each([
  "text/plain",
  "application/x-www-form-urlencoded",
  "multipart/form-data; boundary=x",
  "application/jsonp",
  "",
])("a mutation as %j: 415", async (type) => {
  expect((await create({ origin, "content-type": type })).status).toBe(415);
});

test("a mutation without input does not run as a form either", async () => {
  const form = new FormData();
  form.set("0", "{}");
  const answer = await anonymous({ cookie, origin }).fetch("/trpc/session.signOut", {
    method: "POST",
    body: form,
  });
  expect(answer.status).toBe(415);
});

test("a query from elsewhere: 403", async () => {
  const answer = await anonymous({ cookie, "sec-fetch-site": "cross-site" }).fetch("/trpc/session.current");
  expect(answer.status).toBe(403);
});

test("with its own origin and JSON it runs", async () => {
  const answer = await create({
    origin,
    "sec-fetch-site": "same-origin",
    "content-type": "Application/JSON; charset=utf-8",
  });
  expect(answer.status).toBe(200);
  expect([...answer.headers.keys()].filter((name) => name.startsWith("access-control"))).toEqual([]);
});

test("behind a proxy that rewrites Host, the public origin is the web app's", async () => {
  const PUBLIC_ORIGIN = "https://tokens.example.com";
  const behind = isolate({ PUBLIC_ORIGIN });
  const from = (claimed: string) =>
    behind.anonymous({ cookie }).fetch("/trpc/tokens.create", {
      method: "POST",
      body: '{"name":"CI"}',
      headers: { ...JSON_TYPE, origin: claimed, "sec-fetch-site": "same-origin" },
    });
  expect((await from(PUBLIC_ORIGIN)).status).toBe(200);
  expect((await from(origin)).status).toBe(200);
  for (const other of [
    "http://tokens.example.com",
    `${PUBLIC_ORIGIN}:8443`,
    `${PUBLIC_ORIGIN}.evil.example`,
  ]) {
    expect((await from(other)).status).toBe(403);
  }
  expect((await anonymous({ cookie, origin: PUBLIC_ORIGIN }).fetch("/trpc/session.current")).status).toBe(
    403,
  );
});
