import { env } from "cloudflare:workers";
import { expect, test, vi } from "vitest";
import { accessTeam, behindAccess } from "../../factories/access-team.ts";
import { isolate } from "../../factories/isolate.ts";
import { PASSWORD } from "../../factories/password.ts";
import { rows } from "../../factories/rows.ts";
import { scenario } from "../../factories/scenario.ts";
import { watchedDatabase } from "../../factories/watched.ts";
import { origin } from "../../world/in-workerd.ts";

/** An isolate that runs `meanwhile` once, just before it writes a requested token. */
function isolateWith(meanwhile: () => Promise<unknown>, bindings: Partial<Cloudflare.Env> = {}) {
  let happened = false;
  const { database } = watchedDatabase(env.DB, async (sql) => {
    if (happened || !sql.includes("INSERT INTO token")) return;
    happened = true;
    await meanwhile();
  });
  return isolate({ DB: database, ...bindings });
}

const elsewhere = isolate();
const NEW_PASSWORD = "violet kettle runs uphill";

async function somebody() {
  const { member, organization } = await scenario().withOrganization().withMember().written();
  const email = member.user.email as string;
  const client = await elsewhere.signedIn(email);
  const tokens = () => rows<{ id: string }>("SELECT id FROM token WHERE user_id = ?", member.user.id);
  return { user: member.user, organization, email, client, tokens };
}

const changePassword = (client: Awaited<ReturnType<typeof somebody>>["client"]) =>
  client.rpc.profile.changePassword.mutate({ currentPassword: PASSWORD, newPassword: NEW_PASSWORD });

test("a token asked for by a session that ends at that moment is not made", async () => {
  const { client, tokens } = await somebody();
  const here = isolateWith(() => client.rpc.session.signOutEverywhere.mutate());
  const answer = await here
    .anonymous({ origin, cookie: client.cookie })
    .post("/trpc/tokens.create", { name: "too late" });
  expect(answer.status).toBe(401);
  expect(await answer.json()).toMatchObject({ error: { data: { reason: "session-ended" } } });
  expect(await tokens()).toEqual([]);
});

test("nor in one batch with the end of all tokens", async () => {
  const { client, tokens } = await somebody();
  for (let nth = 0; nth < 3; nth++) {
    const path = "/trpc/session.signOutEverywhere,tokens.create?batch=1";
    await client.post(path, { 1: { name: "along with it" } });
  }
  expect(await tokens()).toEqual([]);
});

test("a session that ends at that moment is not switched into another", async () => {
  const { user, client, tokens } = await somebody();
  const { organization: other } = await scenario().withOrganization().withMember({ user }).written();
  const here = isolateWith(() => client.rpc.session.signOutEverywhere.mutate());
  const answer = await here
    .anonymous({ origin, cookie: client.cookie })
    .post("/trpc/session.switchOrganization", { organizationId: other.id });
  expect(answer.status).toBe(401);
  expect(answer.headers.getSetCookie()).toEqual([]);
  expect(await tokens()).toEqual([]);
});

test("a password that is changed at that moment signs nobody in", async () => {
  const { email, client, tokens } = await somebody();
  const here = isolateWith(() => changePassword(client));
  const answer = await here.anonymous({ origin }).post("/trpc/session.signIn", { email, password: PASSWORD });
  expect(answer.status).toBe(401);
  expect(await answer.json()).toMatchObject({ error: { data: { reason: "credentials-wrong" } } });
  expect(answer.headers.getSetCookie()).toEqual([]);
  expect(await tokens()).toHaveLength(1);
});

test("and makes no API token at /api-token-auth", async () => {
  const { email, client, tokens } = await somebody();
  const here = isolateWith(() => changePassword(client));
  const answer = await here.anonymous().post("/api-token-auth", { username: email, password: PASSWORD });
  expect(answer.status).toBe(400);
  expect(await tokens()).toHaveLength(1);
});

test.each<[what: string, trusts: boolean, meanwhile: string]>([
  [
    "a member who becomes Master Admin at that moment",
    false,
    "UPDATE membership SET role = 'master_admin' WHERE organization_id = ?",
  ],
  [
    "somebody by an address that is trusted no more at that moment",
    true,
    "UPDATE identity_provider SET trusts_emails = 0, changed_at = 2 WHERE organization_id = ?",
  ],
])("Access links not %s", async (_, trusts, meanwhile) => {
  const { email, organization, user } = await somebody();
  if (trusts)
    await rows(
      `INSERT INTO identity_provider (organization_id, issuer, client_id, trusts_emails, changed_at)
       VALUES (?, 'https://id.example', 'latchkey', 1, 1)`,
      organization.id,
    );
  const team = await accessTeam();
  vi.spyOn(globalThis, "fetch").mockImplementation(team.fetch);
  const here = isolateWith(() => rows(meanwhile, organization.id), behindAccess(organization.id));
  const assertion = await team.assertionOf(email);
  const answer = await here
    .anonymous({ origin, "cf-access-jwt-assertion": assertion })
    .post("/trpc/session.signInWithAccess", undefined);
  expect(await answer.json()).toMatchObject({ error: { data: { problem: "provider-changed" } } });
  expect(answer.headers.getSetCookie()).toEqual([]);
  expect(await rows("SELECT 1 FROM provider_subject WHERE user_id = ?", user.id)).toEqual([]);
});
