import { env } from "cloudflare:workers";
import { describe, expect, test } from "vitest";
import { HOUR_MS } from "../../../worker/domain/durations.ts";
import { encode } from "../../factories/authenticator.ts";
import { isolate } from "../../factories/isolate.ts";
import { answered, challengeOf, withPasskey } from "../../factories/passkeys.ts";
import { PASSWORD } from "../../factories/password.ts";
import { rows } from "../../factories/rows.ts";
import { scenario } from "../../factories/scenario.ts";
import { origin } from "../../world/in-workerd.ts";
import { outcomeOf, reasonOf } from "../../world/refusals.ts";

/** Somebody whose session proved itself nine hours ago. */
async function provedLongAgo({ role = "member", way = "password" } = {}, bindings = {}) {
  const { member, organization, token } = await scenario()
    .withOrganization()
    .withMember({ role: role as "member" })
    .withToken()
    .written();
  const here = isolate(bindings);
  const email = member.user.email as string;
  const client = await here.signedIn(email);
  await env.DB.prepare("UPDATE token SET way = ?, proved_at = ? WHERE user_id = ? AND kind = 'session'")
    .bind(way, Date.now() - 9 * HOUR_MS, member.user.id)
    .run();
  return { client, here, email, member, organization, token };
}

const refusal = (asking: Promise<unknown>) =>
  asking.then(
    () => null,
    (error: { data: { code: string; reason: string } }) => ({
      code: error.data.code,
      reason: error.data.reason,
    }),
  );

test("a session tells its way, and until when its proof counts", async () => {
  const { client, member } = await provedLongAgo();
  const before = await client.rpc.session.current.query();
  expect(before?.way).toBe("password");
  expect(Date.parse(before?.provedUntil as string)).toBeLessThan(Date.now());
  expect(await client.rpc.session.proofs.query()).toEqual({
    password: true,
    passkey: false,
    provider: null,
    access: false,
  });
  const { provedAt } = await client.rpc.session.prove.mutate({ password: PASSWORD });
  expect(new Date(provedAt).toISOString()).toBe(provedAt);
  const after = await client.rpc.session.current.query();
  expect(Date.parse(after?.provedUntil as string) - Date.now()).toBeGreaterThan(7.9 * HOUR_MS);
  const [{ detail, actor_user_id: by }] = (await rows(
    "SELECT detail, actor_user_id FROM activity WHERE action = 'session.proved' AND subject_user_id = ?",
    member.user.id,
  )) as [{ detail: string; actor_user_id: string }];
  expect([JSON.parse(detail), by]).toEqual([{ way: "password" }, member.user.id]);
});

test("a proof opens what was refused, for this session alone", async () => {
  const { client, here, email, member } = await provedLongAgo();
  const other = await here.signedIn(email);
  await env.DB.prepare("UPDATE token SET proved_at = 1 WHERE user_id = ?").bind(member.user.id).run();
  const create = (asked: typeof client) => refusal(asked.rpc.tokens.create.mutate({ name: "CI" }));
  const stale = { code: "FORBIDDEN", reason: "proof-stale" };
  expect(await create(client)).toEqual(stale);
  await client.rpc.session.prove.mutate({ password: PASSWORD });
  expect(await create(client)).toBeNull();
  expect(await create(other)).toEqual(stale);
});

test("a wrong password proves nothing, and counts as a wrong try of signing in", async () => {
  const { client, email } = await provedLongAgo();
  const wrong = () => refusal(client.rpc.session.prove.mutate({ password: "not this one" }));
  expect(await wrong()).toEqual({ code: "BAD_REQUEST", reason: "password-wrong" });
  expect(await rows("SELECT count(*) AS tries FROM sign_in_attempt WHERE email = ?", email)).toEqual([
    { tries: 1 },
  ]);
  expect(await refusal(client.rpc.tokens.create.mutate({ name: "CI" }))).toMatchObject({
    reason: "proof-stale",
  });
  for (let tries = 1; tries < 10; tries++) await wrong();
  const right = await refusal(client.rpc.session.prove.mutate({ password: PASSWORD }));
  expect(right).toEqual({ code: "TOO_MANY_REQUESTS", reason: "sign-in-throttled" });
});

test.each([
  { role: "member", way: "provider", answer: { code: "FORBIDDEN", reason: "proof-way-closed" } },
  { role: "master_admin", way: "password", answer: null },
])(
  "where the provider is required, the password of a $role proves: $answer",
  async ({ role, way, answer }) => {
    const { client, organization } = await provedLongAgo({ role, way });
    await env.DB.prepare("UPDATE organization SET requires_provider = 1 WHERE id = ?")
      .bind(organization.id)
      .run();
    expect(await refusal(client.rpc.session.prove.mutate({ password: PASSWORD }))).toEqual(answer);
    expect(await client.rpc.session.proofs.query()).toMatchObject({ password: answer === null });
  },
);

test("what lets a token do more is asked, what narrows it is not", async () => {
  const { client, member } = await provedLongAgo();
  await client.rpc.session.prove.mutate({ password: PASSWORD });
  const { id } = await client.rpc.tokens.create.mutate({
    name: "CI",
    scopes: ["reports:read", "reports:write"],
  });
  await env.DB.prepare("UPDATE token SET proved_at = 1 WHERE user_id = ?").bind(member.user.id).run();
  const edit = (scopes: string[] | null) => refusal(client.rpc.tokens.edit.mutate({ id, scopes }));
  expect(await edit(["reports:read"])).toBeNull();
  expect(await edit(["reports:read", "reports:write"])).toMatchObject({ reason: "proof-stale" });
  expect(await edit(null)).toMatchObject({ reason: "proof-stale" });
});

test("another organization is no fresher proof", async () => {
  const { client, member } = await provedLongAgo();
  const { organization: elsewhere } = await scenario()
    .withOrganization()
    .withMember({ user: member.user })
    .written();
  const answer = await client.post("/trpc/session.switchOrganization", { organizationId: elsewhere.id });
  const cookie = answer.headers.getSetCookie()[0]?.split(";")[0] as string;
  const there = isolate().anonymous({ origin, cookie });
  expect(await refusal(there.rpc.tokens.create.mutate({ name: "CI" }))).toMatchObject({
    reason: "proof-stale",
  });
});

test("nobody is asked where PROOF_HOURS is 0", async () => {
  const { client } = await provedLongAgo({}, { PROOF_HOURS: "0" });
  expect((await client.rpc.session.current.query())?.provedUntil).toBeNull();
  expect(await refusal(client.rpc.tokens.create.mutate({ name: "CI" }))).toBeNull();
});

test("under leases a proof holds at once, and who is asked for one does not wait for them", async () => {
  const { client, token } = await provedLongAgo({}, { VERIFICATION_LEASE_SECONDS: "30" });
  await client.rpc.session.current.query();
  expect(await refusal(client.rpc.tokens.rotate.mutate({ id: token.id }))).toMatchObject({
    reason: "proof-stale",
  });
  await client.rpc.session.prove.mutate({ password: PASSWORD });
  expect(await refusal(client.rpc.tokens.create.mutate({ name: "CI" }))).toBeNull();
}, 10_000);

describe("session.prove by a passkey", () => {
  type Person = Awaited<ReturnType<typeof withPasskey>>;
  const proving = async ({ client }: Pick<Person, "client">, { key }: Pick<Person, "key">) => {
    const challenge = await challengeOf(client, "prove");
    return client.rpc.session.prove.mutate({ response: await key.asserts({ challenge, origin }) });
  };

  test("proves the session, once for each challenge", async () => {
    const { client, key, user } = await withPasskey();
    await env.DB.prepare("UPDATE token SET proved_at = 1 WHERE user_id = ?").bind(user.id).run();
    expect(await outcomeOf(client.rpc.tokens.create.mutate({ name: "CI" }))).toBe("FORBIDDEN proof-stale");
    const options = await client.rpc.passkeys.challenge.mutate({ for: "prove" });
    expect(options).toMatchObject({ allowCredentials: [{ id: encode(key.credentialId) }] });
    const response = await key.asserts({ challenge: options.challenge, origin });
    await client.rpc.session.prove.mutate({ response });
    expect(await outcomeOf(client.rpc.tokens.create.mutate({ name: "CI" }))).toBeNull();
    expect(await outcomeOf(client.rpc.session.prove.mutate({ response }))).toBe(
      "BAD_REQUEST passkey-invalid",
    );
  });

  test("of nobody else, and no answer that was given to sign in", async () => {
    const [one, other] = [await withPasskey(), await withPasskey()];
    expect(await outcomeOf(proving(one, other))).toBe("BAD_REQUEST passkey-invalid");
    const response = await answered(one.key);
    expect(await outcomeOf(one.client.rpc.session.prove.mutate({ response }))).toBe(
      "BAD_REQUEST passkey-invalid",
    );
  });

  test("is password or passkey, and one of them", async () => {
    const { client, key } = await withPasskey();
    const response = await answered(key);
    const wrong = await client.post("/trpc/session.prove", { response, password: "x" });
    expect([wrong.status, await reasonOf(wrong)]).toEqual([400, "input-invalid"]);
    const empty = await client.post("/trpc/session.prove", {});
    expect([empty.status, await reasonOf(empty)]).toEqual([400, "password-missing"]);
  });
});
