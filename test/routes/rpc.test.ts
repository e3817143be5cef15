import { env } from "cloudflare:workers";
import { beforeAll, describe, expect, it } from "vitest";
import { membersByEmail } from "../factories/members.ts";
import { signedIn, withDemo } from "../world/in-workerd.ts";

beforeAll(withDemo);

describe("POST /trpc", () => {
  it("changes nothing for a page that was drawn for another member or organization", async () => {
    const client = await signedIn("member@northwind.example");
    const current = await client.rpc.session.current.query();
    const { member, super: other } = await membersByEmail(env.DB);
    const organization = current?.organization.id;
    const renameDrawnFor = (whom: string) =>
      client.post("/trpc/profile.rename", { name: "Mei T." }, { "X-Drawn-For": whom });

    for (const whom of [`${other} ${organization}`, `${member} org_000000000000`]) {
      const answer = await renameDrawnFor(whom);
      expect(answer.status).toBe(401);
      expect(await answer.json()).toMatchObject({ error: { data: { reason: "not-signed-in" } } });
    }
    expect(await client.rpc.profile.get.query()).toMatchObject({ name: "Mei Tanaka" });
    expect((await renameDrawnFor(`${member} ${organization}`)).status).toBe(200);
  });
});
