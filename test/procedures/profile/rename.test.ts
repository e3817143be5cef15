import { env } from "cloudflare:workers";
import { beforeAll, describe, expect, it } from "vitest";
import { signedIn, withDemo } from "../../world/in-workerd.ts";

beforeAll(withDemo);

describe("profile.rename", () => {
  it("changes the name in this organization, and records it", async () => {
    const client = await signedIn("restricted@northwind.example");
    expect(await client.rpc.profile.rename.mutate({ name: "  Rosa D. " })).toMatchObject({ name: "Rosa D." });
    expect(await client.rpc.profile.get.query()).toMatchObject({
      name: "Rosa D.",
      email: "restricted@northwind.example",
      role: "member",
    });
    const { results } = await env.DB.prepare(
      "SELECT detail FROM activity WHERE action = 'profile.renamed'",
    ).all();
    expect(results).toEqual([{ detail: JSON.stringify({ from: "Rosa Delgado", to: "Rosa D." }) }]);
  });

  it("leaves no record where nothing changed", async () => {
    const client = await signedIn("member@northwind.example");
    await client.rpc.profile.rename.mutate({ name: "Mei Tanaka" });
    const { results } = await env.DB.prepare(
      "SELECT 1 FROM activity WHERE action = 'profile.renamed' AND actor_name = 'Mei Tanaka'",
    ).all();
    expect(results).toEqual([]);
  });

  it.each([
    [{ name: " " }, "name-blank"],
    [{ name: "a\u0000b" }, "name-control-characters"],
    [{ name: "x".repeat(101) }, "name-too-long"],
    [{}, "name-missing"],
    [{ name: "a", email: "x@y.z" }, "field-unknown"],
  ])("refuses %j", async (input, reason) => {
    const client = await signedIn("member@northwind.example");
    const answer = await client.post("/trpc/profile.rename", input);
    expect(answer.status).toBe(400);
    expect(await answer.json()).toMatchObject({ error: { data: { reason } } });
  });
});
