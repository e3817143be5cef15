import { env } from "cloudflare:workers";
import { describe, expect, test, vi } from "vitest";
import { MINUTE_MS } from "../../../worker/domain/durations.ts";
import { behindAccess } from "../../factories/access-team.ts";
import { authenticator, encode, type Said } from "../../factories/authenticator.ts";
import { isolate } from "../../factories/isolate.ts";
import { count, rows } from "../../factories/rows.ts";
import { scenario } from "../../factories/scenario.ts";
import { origin } from "../../world/in-workerd.ts";

const here = isolate();

type Client = Awaited<ReturnType<typeof here.signedIn>>;
type Key = Awaited<ReturnType<typeof authenticator>>;
type Purpose = "register" | "signIn" | "prove";

async function somebody() {
  const { member, organization } = await scenario().withOrganization().withMember().written();
  const email = member.user.email as string;
  return { user: member.user, email, organization, client: await here.signedIn(email) };
}

const challengeOf = async (client: Pick<Client, "rpc">, purpose: Purpose) =>
  (await client.rpc.passkeys.challenge.mutate({ for: purpose })).challenge;

async function register(client: Client, key: Key, name = "Phone", said: Partial<Said> = {}) {
  const challenge = await challengeOf(client, "register");
  return client.rpc.passkeys.register.mutate({
    name,
    response: await key.registers({ challenge, origin, ...said }),
  });
}

/** Somebody with a passkey, who is signed in. */
async function withPasskey() {
  const person = await somebody();
  const key = await authenticator();
  const { id } = await register(person.client, key);
  return { ...person, key, passkeyId: id };
}

const visitor = (address = "192.0.2.1") => here.anonymous({ origin, "cf-connecting-ip": address });

async function answered(key: Key, said: Partial<Said> = {}) {
  return key.asserts({ challenge: await challengeOf(visitor(), "signIn"), origin, ...said });
}

const signIn = (response: unknown, more: object = {}) =>
  visitor().post("/trpc/session.signInWithPasskey", { response, ...more });

const reasonOf = async (answer: Response) =>
  ((await answer.json()) as { error?: { data: { reason: string } } }).error?.data.reason;
const refusal = (asking: Promise<unknown>) =>
  asking.then(
    () => null,
    (error: { data: { code: string; reason: string } }) => `${error.data.code} ${error.data.reason}`,
  );
const activities = (userId: string) =>
  rows<{ action: string; detail: string }>(
    "SELECT action, detail FROM activity WHERE subject_user_id = ? AND action LIKE 'passkey.%' ORDER BY at, id",
    userId,
  );
const opened = (userId: string, way: string) =>
  env.DB.prepare("UPDATE token SET way = ? WHERE user_id = ? AND kind = 'session'").bind(way, userId).run();

describe("a passkey is added", () => {
  test("by the answer to a challenge of this session, once; it is recorded, and its person is written", async () => {
    const { client, user, email, organization } = await somebody();
    expect(await client.rpc.passkeys.list.query()).toEqual({
      items: [],
      nextCursor: null,
      changeable: true,
      password: true,
    });
    const key = await authenticator("ed25519");
    const challenge = await challengeOf(client, "register");
    const response = await key.registers({ challenge, origin });
    const added = await client.rpc.passkeys.register.mutate({ name: " Phone ", response });
    expect(added).toMatchObject({ name: "Phone", lastUsedAt: null, synced: false });
    expect(added.id).toMatch(/^psk_[0-9A-Za-z]{12}$/);
    expect((await client.rpc.passkeys.list.query()).items).toEqual([added]);
    expect(await activities(user.id)).toEqual([{ action: "passkey.added", detail: '{"name":"Phone"}' }]);
    expect(
      await count("activity WHERE action = 'passkey.added' AND organization_id = ?", organization.id),
    ).toBe(1);
    const [mail] = await rows<{ notice: string }>("SELECT notice FROM outbox WHERE recipient = ?", email);
    expect(JSON.parse(mail?.notice ?? "")).toMatchObject({ kind: "passkey-added", name: "Phone" });
    expect(await refusal(client.rpc.passkeys.register.mutate({ name: "Again", response }))).toBe(
      "CONFLICT passkey-known",
    );
    const other = await authenticator();
    const again = await other.registers({ challenge, origin });
    expect(await refusal(client.rpc.passkeys.register.mutate({ name: "Again", response: again }))).toBe(
      "BAD_REQUEST passkey-invalid",
    );
  });

  test("by no other session's challenge, none of another purpose, and none that is too old", async () => {
    const { client, email } = await somebody();
    const other = await here.signedIn(email);
    const key = await authenticator();
    const trying = async (challenge: string) =>
      refusal(
        client.rpc.passkeys.register.mutate({
          name: "X",
          response: await key.registers({ challenge, origin }),
        }),
      );
    const refused = "BAD_REQUEST passkey-invalid";
    expect(await trying(await challengeOf(other, "register"))).toBe(refused);
    expect(await trying(await challengeOf(client, "signIn"))).toBe(refused);
    expect(await trying(await challengeOf(client, "prove"))).toBe(refused);
    expect(await trying(encode(new Uint8Array(32)))).toBe(refused);
    const challenge = await challengeOf(client, "register");
    vi.useFakeTimers({ toFake: ["Date"] });
    try {
      vi.advanceTimersByTime(5 * MINUTE_MS);
      expect(await trying(challenge)).toBe(refused);
    } finally {
      vi.useRealTimers();
    }
  });

  test("to no other account that knows it, not beyond twenty, and by nobody who was not verified", async () => {
    const { client, user, key } = await withPasskey();
    expect(await refusal(register(client, await authenticator(), "X", { flags: 1 }))).toBe(
      "BAD_REQUEST passkey-invalid",
    );
    const stranger = await somebody();
    expect(await refusal(register(stranger.client, key))).toBe("CONFLICT passkey-known");
    await env.DB.prepare(
      `INSERT INTO passkey (id, user_id, name, credential_id, public_key, counter, is_backed_up, transports, created_at)
       SELECT 'psk_' || value || ?1, ?1, 'One', randomblob(16), x'00', 0, 0, '[]', 1 FROM json_each(?2)`,
    )
      .bind(user.id, JSON.stringify([...Array(18).keys()]))
      .run();
    const challenges = [await challengeOf(client, "register"), await challengeOf(client, "register")];
    const outcomes = await Promise.allSettled(
      challenges.map(async (challenge) => {
        const response = await (await authenticator()).registers({ challenge, origin });
        return client.rpc.passkeys.register.mutate({ name: "Last", response });
      }),
    );
    expect(outcomes.filter(({ status }) => status === "fulfilled")).toHaveLength(1);
    expect(await refusal(challengeOf(client, "register"))).toBe("CONFLICT passkey-limit");
  });

  test.each(["provider", "access"])("changed by no session that came in by %s", async (way) => {
    const { client: before, user, passkeyId, organization } = await withPasskey();
    const client = isolate(behindAccess(organization.id)).anonymous({ origin, cookie: before.cookie });
    const challenge = await challengeOf(client, "register");
    await opened(user.id, way);
    const response = await (await authenticator()).registers({ challenge, origin });
    const { passkeys } = client.rpc;
    const narrow = "FORBIDDEN way-too-narrow";
    expect(await refusal(challengeOf(client, "register"))).toBe(narrow);
    expect(await refusal(passkeys.register.mutate({ name: "X", response }))).toBe(narrow);
    expect(await refusal(passkeys.rename.mutate({ id: passkeyId, name: "X" }))).toBe(narrow);
    expect(await refusal(passkeys.remove.mutate({ id: passkeyId }))).toBe(narrow);
    expect(await passkeys.list.query()).toMatchObject({ changeable: false, items: [{ name: "Phone" }] });
  });
});

test("a passkey is renamed and removed by its person alone, and signs in nowhere from then on", async () => {
  const { client, user, email, key, passkeyId } = await withPasskey();
  const stranger = await somebody();
  const { passkeys } = stranger.client.rpc;
  expect(await refusal(passkeys.rename.mutate({ id: passkeyId, name: "X" }))).toBe(
    "NOT_FOUND passkey-missing",
  );
  expect(await refusal(passkeys.remove.mutate({ id: passkeyId }))).toBe("NOT_FOUND passkey-missing");
  await client.rpc.passkeys.rename.mutate({ id: passkeyId, name: "My phone" });
  await client.rpc.passkeys.rename.mutate({ id: passkeyId, name: "My phone" });
  const response = await answered(key);
  expect(await client.rpc.passkeys.remove.mutate({ id: passkeyId })).toEqual({ removed: true });
  expect(await reasonOf(await signIn(response))).toBe("passkey-refused");
  expect((await activities(user.id)).map(({ action }) => action)).toEqual([
    "passkey.added",
    "passkey.renamed",
    "passkey.removed",
  ]);
  expect(await count("outbox WHERE recipient = ? AND notice ->> 'kind' = 'passkey-removed'", email)).toBe(1);
  expect(await client.rpc.session.current.query()).not.toBeNull();
  expect(await refusal(client.rpc.passkeys.remove.mutate({ id: passkeyId }))).toBe(
    "NOT_FOUND passkey-missing",
  );
});

describe("session.signInWithPasskey", () => {
  test("opens a session in a cookie, and remembers the use", async () => {
    const { key, email, user } = await withPasskey();
    const answer = await signIn(
      await answered(key, { flags: 0x1d, userHandle: encode(new TextEncoder().encode(user.id)) }),
    );
    expect(answer.status).toBe(200);
    expect(answer.headers.getSetCookie()[0]).toMatch(/^__Host-latchkey=lks_/);
    expect(await answer.json()).toMatchObject({ result: { data: { user: { email } } } });
    const [passkey] = await rows(
      "SELECT is_backed_up, last_used_at > 0 AS used FROM passkey WHERE user_id = ?",
      user.id,
    );
    expect(passkey).toEqual({ is_backed_up: 1, used: 1 });
    const ways = await rows("SELECT DISTINCT way FROM token WHERE user_id = ? ORDER BY way", user.id);
    expect(ways).toEqual([{ way: "passkey" }, { way: "password" }]);
  });

  test("an answer opens one session, also where it comes twice at one moment", async () => {
    const { key } = await withPasskey();
    const response = await answered(key);
    const answers = await Promise.all([signIn(response), signIn(response), signIn(response)]);
    expect(answers.map(({ status }) => status).sort()).toEqual([200, 401, 401]);
    expect((await signIn(response)).status).toBe(401);
  });

  test("is refused alike whatever was wrong, and opens nothing", async () => {
    const { key, user, client } = await withPasskey();
    const stranger = await authenticator();
    const good = await answered(key);
    const tries = [
      await answered(stranger),
      await answered(key, { flags: 1 }),
      await answered(key, { origin: "https://evil.example" }),
      await answered(key, { rpId: "evil.example" }),
      await answered(key, { userHandle: encode(new TextEncoder().encode("usr_000000000000")) }),
      await answered(key, { challenge: encode(crypto.getRandomValues(new Uint8Array(32))) }),
      await answered(key, { challenge: await challengeOf(client, "prove") }),
      { ...good, response: { ...good.response, signature: "AAAA" } },
    ];
    const answers = await Promise.all(tries.map((one) => signIn(one)));
    expect(answers.map(({ status }) => status)).toEqual(tries.map(() => 401));
    const bodies = await Promise.all(answers.map((answer) => answer.text()));
    expect(new Set(bodies).size).toBe(1);
    expect(bodies[0]).toContain("passkey-refused");
    expect(await count("token WHERE user_id = ? AND way = 'passkey'", user.id)).toBe(0);
  });

  test("a counter that goes back is recorded, and refuses nothing", async () => {
    const { key, user } = await withPasskey();
    for (const counter of [5, 6, 4, 7])
      expect((await signIn(await answered(key, { counter }))).status).toBe(200);
    const back = (await activities(user.id)).filter(({ action }) => action === "passkey.counter-went-back");
    expect(back.map(({ detail }) => JSON.parse(detail))).toEqual([{ name: "Phone", from: 6, to: 4 }]);
  });

  test("leads into the organization that was asked for, and into none that is closed to them", async () => {
    const { key, user } = await withPasskey();
    const { organization } = await scenario()
      .withOrganization({ name: "Other" })
      .withMember({ user })
      .written();
    const answer = await signIn(await answered(key), { organizationId: organization.id });
    expect(await answer.json()).toMatchObject({ result: { data: { organization: { name: "Other" } } } });
    const unknown = await signIn(await answered(key), { organizationId: "org_000000000000" });
    expect([unknown.status, await reasonOf(unknown)]).toEqual([404, "organization-unknown"]);
    await env.DB.prepare("UPDATE membership SET deactivated_at = 1 WHERE user_id = ?").bind(user.id).run();
    const closed = await signIn(await answered(key));
    expect([closed.status, await reasonOf(closed)]).toEqual([401, "account-deactivated"]);
  });

  test("three hundred challenges of one client are open at most; another client is not kept waiting", async () => {
    const address = "198.51.100.77";
    await env.DB.prepare(
      `INSERT INTO passkey_challenge (challenge, purpose, client_network, expires_at)
       SELECT randomblob(32), 'signIn', ?1, ?2 FROM json_each(?3)`,
    )
      .bind(address, Date.now() + MINUTE_MS, JSON.stringify([...Array(300).keys()]))
      .run();
    expect(await refusal(challengeOf(visitor(address), "signIn"))).toBe(
      "TOO_MANY_REQUESTS sign-in-throttled",
    );
    expect(await refusal(challengeOf(visitor("198.51.100.78"), "signIn"))).toBeNull();
    await env.DB.prepare("UPDATE passkey_challenge SET expires_at = 1 WHERE client_network = ?")
      .bind(address)
      .run();
    expect(await refusal(challengeOf(visitor(address), "signIn"))).toBeNull();
    await here.everyNight();
    expect(await count("passkey_challenge WHERE expires_at = 1")).toBe(0);
  });

  test("to register or to prove nobody asks who is not signed in", async () => {
    for (const purpose of ["register", "prove"] as const)
      expect(await refusal(challengeOf(visitor(), purpose))).toBe("UNAUTHORIZED not-signed-in");
  });
});

describe("session.prove by a passkey", () => {
  const proving = async (client: Client, key: Key) => {
    const challenge = await challengeOf(client, "prove");
    return client.rpc.session.prove.mutate({ response: await key.asserts({ challenge, origin }) });
  };

  test("proves the session, once for each challenge", async () => {
    const { client, key, user } = await withPasskey();
    await env.DB.prepare("UPDATE token SET proved_at = 1 WHERE user_id = ?").bind(user.id).run();
    expect(await refusal(client.rpc.tokens.create.mutate({ name: "CI" }))).toBe("FORBIDDEN proof-stale");
    const options = await client.rpc.passkeys.challenge.mutate({ for: "prove" });
    expect(await client.rpc.session.proofs.query()).toEqual({
      password: true,
      passkey: true,
      provider: null,
      access: false,
    });
    expect(options).toMatchObject({ allowCredentials: [{ id: encode(key.credentialId) }] });
    const response = await key.asserts({ challenge: options.challenge, origin });
    await client.rpc.session.prove.mutate({ response });
    expect(await refusal(client.rpc.tokens.create.mutate({ name: "CI" }))).toBeNull();
    expect(await refusal(client.rpc.session.prove.mutate({ response }))).toBe("BAD_REQUEST passkey-invalid");
  });

  test("of nobody else, and no answer that was given to sign in", async () => {
    const [one, other] = [await withPasskey(), await withPasskey()];
    expect(await refusal(proving(one.client, other.key))).toBe("BAD_REQUEST passkey-invalid");
    const response = await answered(one.key);
    expect(await refusal(one.client.rpc.session.prove.mutate({ response }))).toBe(
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

test("whoever leaves their last organization leaves their passkeys behind with it", async () => {
  const { client, user, key } = await withPasskey();
  await client.rpc.profile.deleteAccount.mutate();
  expect(await count("passkey WHERE user_id = ?", user.id)).toBe(0);
  expect((await signIn(await answered(key))).status).toBe(401);
});
