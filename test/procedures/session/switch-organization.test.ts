import { env } from "cloudflare:workers";
import { beforeAll, describe, expect, it } from "vitest";
import { anonymous, origin, signedIn, withDemo } from "../../world/in-workerd.ts";

const idOf = async (name: string) =>
  (await env.DB.prepare("SELECT id FROM organization WHERE name = ?").bind(name).first<{ id: string }>())
    ?.id as string;

beforeAll(async () => {
  await withDemo();
  await env.DB.prepare(
    `INSERT INTO membership (organization_id, user_id, name, role, permissions, visibility_groups, created_at)
     SELECT ?, id, 'Pavel at Northwind', 'member', '["tokens.personal"]', '[]', 9e15 FROM user WHERE email = 'partner@fabrikam.example'`,
  )
    .bind(await idOf("Northwind Labs"))
    .run();
});

describe("session.switchOrganization", () => {
  it("begins a session in the other organization and ends this one", async () => {
    const client = await signedIn("partner@fabrikam.example");
    const before = await client.rpc.session.current.query();
    expect(before?.organizations.map(({ name }) => name)).toEqual(["Fabrikam Partners", "Northwind Labs"]);
    const organizationId = await idOf("Northwind Labs");
    const answer = await client.post("/trpc/session.switchOrganization", { organizationId });
    expect(await answer.json()).toMatchObject({
      result: { data: { user: { name: "Pavel at Northwind" }, organization: { id: organizationId } } },
    });
    expect(await client.rpc.session.current.query()).toBeNull();
    const cookie = answer.headers.getSetCookie()[0]?.split(";")[0] as string;
    const there = anonymous({ origin, cookie });
    expect(await there.rpc.session.current.query()).toMatchObject({
      user: { name: "Pavel at Northwind", email: "partner@fabrikam.example" },
      organization: { name: "Northwind Labs" },
    });
  });

  it("gives the new session no longer a life than this one had left", async () => {
    const client = await signedIn("partner@fabrikam.example");
    const soon = Date.now() + 5_000;
    const newest = "SELECT id FROM token WHERE kind = 'session' ORDER BY seq DESC LIMIT 1";
    await env.DB.prepare(`UPDATE token SET expires_at = ? WHERE id = (${newest})`).bind(soon).run();
    const organizationId = await idOf("Northwind Labs");
    const answer = await client.post("/trpc/session.switchOrganization", { organizationId });
    expect(answer.status).toBe(200);
    expect(answer.headers.getSetCookie()[0]).toMatch(/Max-Age=[0-5];/);
    const there = await env.DB.prepare(
      `SELECT expires_at, organization_id FROM token WHERE id = (${newest})`,
    ).first();
    expect(there).toEqual({ expires_at: soon, organization_id: organizationId });
  });

  it("signs in straight to the organization that was asked for", async () => {
    const organizationId = await idOf("Northwind Labs");
    const visitor = anonymous({ origin });
    const answer = await visitor.post("/trpc/session.signIn", {
      email: "partner@fabrikam.example",
      password: "northwind demo passphrase",
      organizationId,
    });
    expect(await answer.json()).toMatchObject({ result: { data: { organization: { id: organizationId } } } });
  });

  it("answers for a foreign and an unknown organization alike, and the session goes on", async () => {
    const client = await signedIn("member@northwind.example");
    const bodies = await Promise.all(
      [await idOf("Fabrikam Partners"), "org_unknown00000"].map(async (organizationId) =>
        (await client.post("/trpc/session.switchOrganization", { organizationId })).text(),
      ),
    );
    expect(bodies[0]).toContain("organization-unknown");
    expect(bodies[0]).toBe(bodies[1]);
    expect(await client.rpc.session.current.query()).not.toBeNull();
  });
});
