import { expect, test } from "vitest";
import { freshLatchkey } from "../world/once-per-process.ts";

const latchkey = await freshLatchkey();

test("the demo's token works over real HTTP", async () => {
  const token = latchkey.demo.seeded ? latchkey.demo.token : "";
  const answer = await latchkey.bearer(token).fetch("/api/v1/me");
  expect(answer.status).toBe(200);
  expect(await answer.json()).toMatchObject({ user: { email: "member@northwind.example" } });
});

test("a member signs in over real HTTP and sees tokens", async () => {
  const member = await latchkey.signedIn("member@northwind.example");
  const { items } = await member.rpc.tokens.list.query({});
  expect(items.length).toBeGreaterThan(0);
});
