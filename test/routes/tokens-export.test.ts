import { beforeAll, expect, test } from "vitest";
import { anonymous, signedIn, withDemo } from "../world/in-workerd.ts";

beforeAll(withDemo);

test("the tokens that are searched for are a file, in their order", async () => {
  const superuser = await signedIn("super@northwind.example");
  const answer = await superuser.fetch("/export/api-tokens.csv?q=nightly&sort=name");
  expect(answer.headers.get("content-disposition")).toBe('attachment; filename="api-tokens.csv"');
  const [head, ...lines] = (await answer.text()).trim().split("\r\n");
  expect(head).toContain('"name","purpose","prefix"');
  expect(lines.length).toBeGreaterThan(0);
  const { items } = await superuser.rpc.organization.tokens.query({ q: "nightly", sort: "name" });
  expect(lines.map((line) => line.split(",")[0])).toEqual(items.map(({ id }) => `"${id}"`));
});

test("nobody but superusers with a session get it", async () => {
  const member = await signedIn("member@northwind.example");
  expect((await member.fetch("/export/api-tokens.csv")).status).toBe(403);
  expect((await anonymous().fetch("/export/api-tokens.csv")).status).toBe(401);
  const superuser = await signedIn("super@northwind.example");
  expect((await superuser.fetch("/export/api-tokens.csv?sort=hash")).status).toBe(422);
});
