import { env } from "cloudflare:workers";
import { expect, test, vi } from "vitest";
import { PlainToken } from "../../worker/domain/tokens/secret.ts";
import { appRouter } from "../../worker/procedures/router.ts";
import { accessTeam, behindAccess } from "../factories/access-team.ts";
import { authenticator } from "../factories/authenticator.ts";
import { isolate } from "../factories/isolate.ts";
import { manyTokens, NTH } from "../factories/many-tokens.ts";
import { PASSWORD } from "../factories/password.ts";
import { rows } from "../factories/rows.ts";
import { scenario } from "../factories/scenario.ts";
import { watchedDatabase } from "../factories/watched.ts";
import type { Client } from "../world/clients.ts";
import { origin } from "../world/in-workerd.ts";
import { catchMail, linkIn } from "../world/sent-mail.ts";
import { call } from "./call.ts";
import { ROUTES } from "./routes.ts";

const MANY = 3_000;
/** Allows for last uses, which are written during other calls, and not always the same ones. */
const MEANWHILE = 100;
const NEW_PASSWORD = "violet kettle runs uphill";
/** ms UTC */
const FAR_AWAY = 4_000_000_000_000;

/** A partner with thousands of everything, all of it idle. */
async function largeNeighbour(): Promise<void> {
  const { organization } = await scenario().withOrganization({ name: "Contoso", kind: "partner" }).written();
  const statements = [
    `INSERT INTO organization (id, name, kind, partner_id, api_permissions, created_at)
     ${NTH} SELECT printf('org_%012d', n), 'Customer ' || n, 'customer', ?2, '[]', n FROM nth`,
    `INSERT INTO user (id, email, kind, created_at)
     ${NTH} SELECT printf('usr_%012d', n), n || '@contoso.example', 'human', n FROM nth WHERE ?2 > ''`,
    `INSERT INTO membership (organization_id, user_id, name, folded, role, permissions, visibility_groups, created_at)
     ${NTH} SELECT ?2, printf('usr_%012d', n), 'Mei Tanaka', 'MEI TANAKA', 'member',
       '["tokens.personal","reports:read"]', '["EMEA"]', n FROM nth`,
    `INSERT INTO activity (id, organization_id, actor_user_id, actor_name, action, detail, at)
     ${NTH} SELECT printf('act_%012d', n), ?2, printf('usr_%012d', n), 'Mei Tanaka', 'group.defined',
       '{"name":"EMEA"}', n FROM nth`,
    `INSERT INTO visibility_group (id, organization_id, name)
     ${NTH} SELECT printf('grp_%012d', n), ?2, 'Group ' || n FROM nth`,
    `INSERT INTO outbox (id, recipient, notice, created_at, sent_at)
     ${NTH} SELECT printf('out_%012d', n), n || '@contoso.example', '{"kind":"password-reset"}', n, n FROM nth
     WHERE ?2 > ''`,
    `INSERT INTO one_time_link (id, user_id, purpose, hash, created_at, expires_at)
     ${NTH} SELECT printf('link%08d', n), printf('usr_%012d', n), 'password-reset', randomblob(32), n, ${FAR_AWAY}
     FROM nth WHERE ?2 > ''`,
    `INSERT INTO passkey (id, user_id, name, credential_id, public_key, counter, is_backed_up, transports, created_at)
     ${NTH} SELECT printf('psk_%012d', n), printf('usr_%012d', n), 'Laptop', randomblob(32), randomblob(77), 0, 0, '[]', n
     FROM nth WHERE ?2 > ''`,
    `INSERT INTO passkey_challenge (challenge, purpose, client_network, expires_at)
     ${NTH} SELECT randomblob(32), 'signIn', '192.0.2.1', ${FAR_AWAY} FROM nth WHERE ?2 > ''`,
    `INSERT INTO sign_in_attempt (id, email, client_address, at)
     ${NTH} SELECT printf('att_%012d', n), n || '@contoso.example', '192.0.2.1', ${FAR_AWAY}
     FROM nth WHERE ?2 > ''`,
  ];
  for (const statement of statements) await rows(statement, MANY, organization.id);
  const owner = { organizationId: organization.id, userId: "usr_000000000001" };
  const many = { howMany: MANY, name: "Nightly build", expiresAt: FAR_AWAY };
  await rows(...manyTokens(owner, { ...many, kind: "api", prefix: "api_" }));
  await rows(...manyTokens(owner, { ...many, kind: "session", prefix: "ses_" }));
}

/**
 * Calls each procedure and each reading REST route once, in a small organization; returns the rows read by each, by
 * name.
 */
async function aDay(): Promise<Record<string, number>> {
  const { organizations, members, tokens } = await scenario()
    .withOrganization({ kind: "partner" })
    .withMember()
    .withOrganization()
    .withMember({ role: "master_admin", name: "Samuel Okafor" })
    .withToken()
    .withMember()
    .withToken()
    .withToken()
    .withSession()
    .written();
  const [partner, master, member] = members as [
    (typeof members)[0],
    (typeof members)[0],
    (typeof members)[0],
  ];
  const organizationId = organizations[1]?.id as string;
  const masterToken = tokens[0]?.text as string;
  const { database, trips } = watchedDatabase(env.DB);
  const here = isolate({ DB: database, ...behindAccess(organizationId) });
  const read: Record<string, number> = {};
  const counted = async <Answer>(name: string, work: () => Promise<Answer>): Promise<Answer> => {
    const before = trips.length;
    const answer = await work();
    read[name] = trips.slice(before).reduce((sum, trip) => sum + trip.rowsRead, read[name] ?? 0);
    return answer;
  };
  /** A client's procedures, each counted. */
  const by = (client: Client) =>
    async function ask<Answer>(name: string, input?: unknown): Promise<Answer> {
      const answer = await counted(name, () => call(client, name, input));
      const body = (await answer.json()) as { result?: { data: Answer } };
      if (!body.result) throw new Error(`${name}: ${JSON.stringify(body)}`);
      return body.result.data;
    };

  const mail = catchMail();
  const email = member.user.email ?? "";
  const userId = member.user.id;
  const signIn = (address: string, password = PASSWORD) =>
    counted("session.signIn", () => here.signedIn(address, password));
  const session = await signIn(master.user.email ?? "");
  const admin = by(session);
  const own = by(await signIn(email));

  await own("session.current");
  await own("session.proofs");
  await own("session.prove", { password: PASSWORD });
  const challengeFor = async (purpose: string, ask = own) =>
    (await ask<{ challenge: string }>("passkeys.challenge", { for: purpose })).challenge;
  const key = await authenticator();
  const added = await own<{ id: string }>("passkeys.register", {
    name: "Phone",
    response: await key.registers({ challenge: await challengeFor("register"), origin }),
  });
  await own("session.prove", {
    response: await key.asserts({ challenge: await challengeFor("prove"), origin }),
  });
  const stranger = by(here.anonymous({ origin }));
  await stranger("session.signInWithPasskey", {
    response: await key.asserts({ challenge: await challengeFor("signIn", stranger), origin }),
  });
  const team = await accessTeam();
  const keys = vi.spyOn(globalThis, "fetch").mockImplementation(team.fetch);
  const assertion = await team.assertionOf(email);
  await by(here.anonymous({ origin, "cf-access-jwt-assertion": assertion }))("session.signInWithAccess");
  keys.mockRestore();
  await own("passkeys.rename", { id: added.id, name: "My phone" });
  await own("passkeys.list");
  await own("passkeys.remove", { id: added.id });
  await own("profile.get");
  await own("profile.rename", { name: "Mei T." });
  const { id, token } = await own<{ id: string; token: string }>("tokens.create", { name: "Reporting" });
  await own("tokens.list", { name: "rep" });
  await own("tokens.rename", { id, name: "Reports" });
  await own("tokens.edit", { id, endpoints: ["* /*"] });
  await own("tokens.usage", { id, days: 90 });
  await own("tokens.get", { id });
  await own("tokens.states");
  await own("tokens.activity", { id });
  await own("tokens.suspend", { id });
  await own("tokens.resume", { id });
  /** Calls a route as `ROUTES` names it; `of` is the token whose id is in its path. */
  const rest = async (route: string, client: Client, { of = id, form = {}, query = "" } = {}) => {
    const [method = "", address = ""] = route.split(" ");
    const path = address.replace(":id", of).replace(":organizationId", organizationId) + query;
    const body = method === "POST" && Object.keys(form).length > 0 ? new URLSearchParams(form) : undefined;
    const answer = await counted(route, () => client.fetch(path, { method, body }));
    if (answer.status >= 400) throw new Error(`${path}: ${answer.status}`);
    return answer;
  };
  const [mine, masters, nobody] = [here.bearer(token), here.bearer(masterToken), here.anonymous()];
  for (const route of ["me", "tokens", "tokens/:id", "tokens/:id/usage", "openapi.json"])
    await rest(`GET /api/v1/${route}`, mine);
  for (const route of ["team", "organization/tokens", "organization/activity"])
    await rest(`GET /api/v1/${route}`, masters);
  await rest("GET /api/v1/organization/tokens/:id/usage", masters);
  await rest("POST /oauth/introspect", masters, { form: { token } });
  await rest("POST /oauth/introspect", masters, { form: { token: masterToken } });
  for (const path of ["/healthz", "/.well-known/oauth-authorization-server"])
    await rest(`GET ${path}`, nobody);
  await rest("GET /sign-in/with/:organizationId", nobody);
  await rest("GET /sign-in/callback", nobody, { query: "?state=unknown&code=unknown" });
  for (const format of ["csv", "ndjson"])
    await rest(`GET /export/activity.${format}`, session, { query: `?user=${userId}` });
  await rest("GET /export/api-tokens.csv", session, { query: "?q=nightly" });
  const credentials = { username: email, password: PASSWORD };
  const given = async (slash: "" | "/") => {
    const answer = await rest(`POST /api-token-auth${slash}`, nobody, { form: credentials });
    return (await answer.json<{ token: string }>()).token;
  };
  await rest("POST /oauth/revoke", nobody, { form: { token: await given("") } });
  await rest("DELETE /api/v1/tokens/current", here.bearer(await given("/")));
  for (const [whose, client] of [["", mine] as const, ["organization/", masters] as const]) {
    const made = await own<{ id: string }>("tokens.create", { name: "Short-lived" });
    await rest(`DELETE /api/v1/${whose}tokens/:id`, client, { of: made.id });
  }
  const rotating = await own<{ id: string; token: string }>("tokens.create", {
    name: "Rotating",
    selfRotation: true,
  });
  await rest("POST /api/v1/tokens/current/rotate", here.bearer(rotating.token));
  for (const method of ["PUT", "DELETE"])
    await rest(`${method} /api/v1/organization/tokens/:id/suspension`, masters, { of: rotating.id });
  await own("tokens.rotate", { id });
  await own("tokens.endEarlierSecret", { id });
  await own("secondaryTokens.count");
  await own("secondaryTokens.list");
  await own("tokens.revoke", { id });
  const ticked = await own<{ id: string }>("tokens.create", { name: "Ticked" });
  await own("tokens.revokeMany", { ids: [ticked.id] });
  const { items } = await own<{ items: { id: string; kind: string; current: boolean }[] }>(
    "secondaryTokens.list",
  );
  await own("secondaryTokens.delete", { id: items.find((one) => !one.current)?.id });
  await own("secondaryTokens.deleteMany", { ids: items.flatMap((one) => (one.current ? [] : [one.id])) });

  await admin("organization.home");
  await admin("organization.tokens", { q: "nightly" });
  await admin("organization.tokens", { sort: "-last_used" });
  await admin("organization.tokens", { state: "unused" });
  for (const narrowed of [{}, { q: "nightly" }, { q: "n" }, { q: "/reports" }, { state: "unused" }])
    await admin("organization.tokenCount", narrowed);
  const noPolicy = { maxLifetimeDays: null, maxIdleDays: null, exemptServiceUsers: false };
  await admin("organization.previewPolicy", { ...noPolicy, maxLifetimeDays: 365, maxIdleDays: 30 });
  await admin("organization.setPolicy", { ...noPolicy, maxLifetimeDays: 365 });
  await admin("organization.setPolicy", noPolicy);
  await admin("organization.policy");
  await admin("organization.setFormerNames", { formerNames: "pseudonym" });
  await admin("organization.formerNames");
  const registration = { issuer: "https://id.example", clientId: "latchkey", domains: [], newMembers: null };
  await admin("organization.setIdentityProvider", { ...registration, required: false, trustEmails: false });
  await admin("organization.identityProvider");
  await admin("organization.testIdentityProvider");
  await admin("organization.removeIdentityProvider");
  await admin("organization.definePermission", { key: "reports:share", description: "Can share" });
  const document = { openapi: "3.1.0", paths: { "/a": { get: { security: [{ o: ["reports:share"] }] } } } };
  await admin("organization.importEndpoints", { document, apply: true });
  await admin("organization.setUnlistedEndpoints", { unlisted: "allow" });
  await admin("organization.previewRemoval", { permission: "reports:share" });
  await admin("organization.removePermission", { key: "reports:share" });
  await admin("organization.removePermission", { key: "reports:write" });
  await admin("organization.defineGroup", { name: "EMEA" });
  await admin("organization.defineGroup", { name: "EMEA", newName: "Europe" });
  await admin("organization.removeGroup", { name: "Europe" });
  await admin("activity.list");
  await admin("activity.list", { userId });
  await admin("activity.count");
  await admin("activity.count", { userId });
  await admin("organization.undeliveredMail");
  await rows(
    `INSERT INTO outbox (id, recipient, notice, organization_id, problem, created_at)
     VALUES (?1, 'a@x.example', '{"kind":"token-resumed"}', ?2, 'E_RECIPIENT', 1)`,
    `out_${organizationId}`,
    organizationId,
  );
  await admin("organization.sendMailAgain", { id: `out_${organizationId}` });
  for (const sort of ["name", "-email", "role", "-created"]) {
    await admin("team.list", { sort });
    await admin("team.list", { q: "mei", sort });
  }
  await admin("team.count");
  await admin("team.count", { q: "mei" });
  await admin("team.member", { userId });
  await admin("team.tokens", { userId });
  await admin("team.stillCalled", { userId });
  const bot = await admin<{ id: string }>("team.addServiceUser", {
    name: "ci-bot",
    permissions: ["tokens.personal"],
  });
  const made = await admin<{ id: string; token: string }>("team.createToken", {
    userId: bot.id,
    name: "Deploys",
  });
  await admin("team.editToken", { userId: bot.id, id: made.id, name: "Deploy" });
  const identified = { id: made.id, hash: await hashOf(made.token) };
  await admin("organization.identifyToken", identified);
  await admin("organization.tokenUsage", { id: made.id });
  await admin("organization.unlistedRequests");
  await admin("organization.token", { id: made.id });
  await admin("organization.tokenActivity", { id: made.id });
  await admin("organization.permissionUsage");
  await admin("organization.tokenStates");
  await admin("organization.suspendToken", { id: made.id });
  await admin("organization.resumeToken", { id: made.id });
  await admin("team.rotateToken", { userId: bot.id, id: made.id });
  await admin("team.endEarlierSecret", { userId: bot.id, id: made.id });
  await admin("organization.revokeToken", { id: made.id });
  await admin("organization.revokeTokens", { ids: [made.id] });
  await admin("organization.identifyToken", identified);
  await admin("team.editMember", { userId, permissions: ["tokens.personal"] });
  await admin("team.addMember", { email: partner.user.email, name: "Pavel" });
  await admin("team.inviteAgain", { userId: partner.user.id });
  await admin("team.setDeactivated", { userId: bot.id, deactivated: true });
  await admin("team.removeMember", { userId: bot.id });

  await own("profile.changePassword", { currentPassword: PASSWORD, newPassword: NEW_PASSWORD });
  const visiting = here.anonymous({ origin });
  const mailed = () => mail.find(({ to, text }) => to === email && text.includes("/set-password#"));
  const link = await counted("session.forgotPassword", async () => {
    await call(visiting, "session.forgotPassword", { email });
    await expect.poll(mailed).toBeDefined();
    return linkIn(mailed() as NonNullable<ReturnType<typeof mailed>>);
  });
  await by(visiting)("session.methods", { email });
  await by(visiting)("session.checkLink", { link });
  await by(visiting)("session.setPassword", { link, password: PASSWORD });

  const partnerOf = by(await signIn(partner.user.email ?? ""));
  for (const sort of ["name", "-last_activity"]) await partnerOf("partner.customers", { sort });
  await partnerOf("partner.customerCount");
  await partnerOf("session.switchOrganization", { organizationId });

  await by(await signIn(email))("session.signOut");
  await admin("secondaryTokens.deleteAll", { userId });
  await by(await signIn(email))("session.signOutEverywhere");
  await by(await signIn(email))("organization.leave");
  await by(await signIn(partner.user.email ?? ""))("profile.deleteAccount");
  return read;
}

test("nobody reads more rows where another organization has thousands of everything", async () => {
  await aDay();
  const few = await aDay();
  await largeNeighbour();
  const many = await aDay();
  const everything = [...Object.keys(appRouter._def.procedures), ...Object.keys(ROUTES)];
  expect(Object.keys(many)).toEqual(expect.arrayContaining(everything));
  const grown = Object.keys(many).filter((name) => (many[name] ?? 0) > (few[name] ?? 0) + MEANWHILE);
  expect(grown.map((name) => `${name}: ${few[name]} rows, then ${many[name]}`)).toEqual([]);
});

async function hashOf(text: string): Promise<string> {
  return (await new PlainToken(text).hash()).toHex();
}
