import { env } from "cloudflare:workers";
import { expect, it } from "vitest";
import { withIdentityProvider } from "../../factories/identity-provider.ts";
import { isolate } from "../../factories/isolate.ts";
import { PASSWORD } from "../../factories/password.ts";
import { count } from "../../factories/rows.ts";
import { scenario } from "../../factories/scenario.ts";
import { watchedDatabase } from "../../factories/watched.ts";
import { origin } from "../../world/in-workerd.ts";
import { reasonOf } from "../../world/refusals.ts";

/** Somebody whose organization requires its provider at the moment at which they come in otherwise. */
async function onTheWay(role: "member" | "master_admin") {
  const { organization, member } = await scenario().withOrganization().withMember({ role }).written();
  let isOpen = true;
  const { database } = watchedDatabase(env.DB, async (sql) => {
    if (!isOpen || !sql.includes("INSERT INTO token")) return;
    isOpen = false;
    await withIdentityProvider(organization.id, { required: true });
  });
  const visitor = isolate({ DB: database }).anonymous({ origin });
  const email = member.user.email as string;
  const broken = () =>
    count("activity WHERE organization_id = ? AND action = 'session.break-glass'", organization.id);
  const tokens = () => count("token WHERE organization_id = ?", organization.id);
  return {
    broken,
    tokens,
    signIn: () => visitor.post("/trpc/session.signIn", { email, password: PASSWORD }),
    getToken: () =>
      visitor.fetch("/api-token-auth", {
        method: "POST",
        body: new URLSearchParams({ username: email, password: PASSWORD }),
      }),
  };
}

it("keeps out whoever is on the way with a password as it becomes the only way in", async () => {
  const [one, other] = [await onTheWay("member"), await onTheWay("member")];
  expect(await reasonOf(await one.signIn())).toBe("provider-required");
  const refused = await other.getToken();
  expect([refused.status, ((await refused.json()) as { code: string }).code]).toEqual([
    403,
    "provider-required",
  ]);
  expect(await one.tokens()).toBe(0);
  expect(await other.tokens()).toBe(0);
});

it("records a Master Admin who is on the way then as one who comes past it", async () => {
  const [one, other] = [await onTheWay("master_admin"), await onTheWay("master_admin")];
  expect((await one.signIn()).status).toBe(200);
  expect(await one.broken()).toBe(1);
  expect((await other.getToken()).status).toBe(200);
  expect(await other.broken()).toBe(1);
});
