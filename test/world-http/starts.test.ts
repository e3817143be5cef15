import { afterAll, beforeAll, expect, test } from "vitest";
import { type Latchkey, startLatchkey } from "../world/latchkey.ts";

let latchkey: Latchkey;

beforeAll(async () => {
  latchkey = await startLatchkey();
});

afterAll(() => latchkey.stop());

test("the demo's token works at both isolates, over real HTTP", async () => {
  const token = latchkey.demo.seeded ? latchkey.demo.token : "";
  for (const { bearer } of [latchkey, latchkey.otherIsolate]) {
    const answer = await bearer(token).fetch("/api/v1/me");
    expect(answer.status).toBe(200);
    expect(await answer.json()).toMatchObject({ user: { email: "member@northwind.example" } });
  }
});

test("a member signs in over real HTTP and sees tokens", async () => {
  const member = await latchkey.signedIn("member@northwind.example");
  const { items } = await member.rpc.tokens.list.query({});
  expect(items.length).toBeGreaterThan(0);
});
