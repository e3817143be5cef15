import { env } from "cloudflare:workers";
import { describe, expect, test, vi } from "vitest";
import { connect } from "../../../db/connect.ts";
import { reserveAttempt } from "../../../db/members/users.ts";
import { DAY_MS, MINUTE_MS } from "../../../worker/domain/durations.ts";
import { newIdentifier } from "../../../worker/domain/identifiers.ts";
import { ATTEMPT_LIMITS } from "../../../worker/procedures/session/take-attempt.ts";
import { isolate } from "../../factories/isolate.ts";
import { PASSWORD } from "../../factories/password.ts";
import { randomBytes } from "../../factories/random-bytes.ts";
import { count, rows } from "../../factories/rows.ts";
import { scenario } from "../../factories/scenario.ts";
import { watchedDatabase } from "../../factories/watched.ts";
import { origin } from "../../world/in-workerd.ts";

const { anonymous, signedIn, settled } = isolate();

const from = (address: string) =>
  anonymous({ origin, "sec-fetch-site": "same-origin", "cf-connecting-ip": address });
const tryWith = (email: string, password: string, address = "192.0.2.1") =>
  from(address).post("/trpc/session.signIn", { email, password });
const somebody = async () =>
  (await scenario().withOrganization().withMember().written()).member.user.email ?? "";

test("the right password opens a session, in a cookie of this host alone", async () => {
  const email = await somebody();
  const answer = await tryWith(`  ${email.toUpperCase()} `, PASSWORD);
  expect(answer.status).toBe(200);
  expect(answer.headers.getSetCookie()).toEqual([
    expect.stringMatching(
      /^__Host-latchkey=lks_[0-9A-Za-z]{12}_[0-9A-Za-z]{38}; Max-Age=2592000; Path=\/; HttpOnly; Secure; SameSite=Strict$/,
    ),
  ]);
  expect(answer.headers.get("Cache-Control")).toBe("no-store");
  const body = await answer.text();
  expect(JSON.parse(body)).toMatchObject({
    result: { data: { user: { email }, organization: { name: "Northwind Labs" } } },
  });
  expect(body).not.toContain("lks_");
});

test("an unknown address, a wrong password and a service user are answered alike, byte for byte", async () => {
  const email = await somebody();
  const answers = await Promise.all([
    tryWith(email, "wrong"),
    tryWith("nobody@example.com", "wrong"),
    tryWith("ci-bot", "wrong"),
    tryWith("not an address", "wrong"),
    tryWith("", "wrong"),
  ]);
  expect(answers.map(({ status }) => status)).toEqual([401, 401, 401, 401, 401]);
  const bodies = await Promise.all(answers.map((answer) => answer.text()));
  expect(new Set(bodies).size).toBe(1);
  // The time of each answer, in whole seconds, is no secret.
  const headers = answers.map((answer) =>
    JSON.stringify([...answer.headers].filter(([name]) => name !== "date")),
  );
  expect(new Set(headers).size).toBe(1);
  await settled();
});

test("a wrong password asks D1 the same until the answer is out, whether the address is known or not", async () => {
  const asked = async (email: string) => {
    const events: string[] = [];
    const { database } = watchedDatabase(env.DB, (sql) => void events.push(sql));
    const here = isolate({ DB: database });
    await here.anonymous({ origin }).post("/trpc/session.signIn", { email, password: "wrong" });
    const before = events.length;
    await here.settled();
    return { before, after: events.length - before };
  };
  const unknown = await asked("nobody-at-all@example.com");
  const known = await asked(await somebody());
  expect(known.before).toBe(unknown.before);
  expect(known.after).toBeGreaterThan(0);
});

describe("throttling", () => {
  test("ten wrong tries from one address; the next is refused unseen, the right password too", async () => {
    const email = await somebody();
    const tries = await Promise.all(Array.from({ length: 14 }, () => tryWith(email, "wrong")));
    expect(tries.map(({ status }) => status).toSorted()).toEqual([
      ...Array(10).fill(401),
      ...Array(4).fill(429),
    ]);
    const right = await tryWith(` ${email.toUpperCase()}`, PASSWORD);
    expect(right.status).toBe(429);
    const wait = Number(right.headers.get("Retry-After"));
    expect(wait).toBeGreaterThan(14 * 60);
    expect(wait).toBeLessThanOrEqual(15 * 60);
    expect(await right.json()).toMatchObject({
      error: { data: { code: "TOO_MANY_REQUESTS", reason: "sign-in-throttled" } },
    });
    expect(right.headers.getSetCookie()).toEqual([]);
    expect((await tryWith(email, PASSWORD, "192.0.2.2")).status).toBe(200);
    await settled();
  });

  test("of a batch the first password is looked at, of the others none, and they may be sent again", async () => {
    const email = await somebody();
    const calls = Array.from({ length: 10 }, (_, at) => [
      at,
      { email, password: at === 9 ? PASSWORD : "wrong" },
    ]);
    const path = `/trpc/${Array(10).fill("session.signIn").join()}?batch=1`;
    const answer = await from("192.0.2.1").post(path, Object.fromEntries(calls));
    const errors = ((await answer.json()) as { error: { data: { code: string; reason: string } } }[]).map(
      ({ error }) => `${error.data.code} ${error.data.reason}`,
    );
    expect(errors).toEqual([
      "UNAUTHORIZED credentials-wrong",
      ...Array(9).fill("TOO_MANY_REQUESTS one-password-a-batch"),
    ]);
    expect(answer.headers.get("Retry-After")).toBe("1");
    expect(await count("sign_in_attempt WHERE email = ?", email)).toBe(1);
    await settled();
  });

  test("a client is its IPv6 /64: whichever of its addresses", async () => {
    const email = await somebody();
    const of = (host: string) => tryWith(email, "wrong", `2001:db8:0:7::${host}`);
    const tries = await Promise.all(Array.from({ length: 11 }, (_, at) => of(at.toString(16))));
    expect(tries.filter(({ status }) => status === 429)).toHaveLength(1);
    expect((await tryWith(email, PASSWORD, "2001:db8:0:7:ffff::1")).status).toBe(429);
    expect((await tryWith(email, PASSWORD, "2001:db8:0:8::1")).status).toBe(200);
    await settled();
  });

  test("a hundred wrong tries of one client over all addresses: the next is refused, at every door", async () => {
    const [email, client] = [await somebody(), "198.51.100.200"];
    for (let at = 0; at < 100; at++) {
      const attempt = { id: newIdentifier("signInAttempt", randomBytes), email: `${at}@sprayed.example` };
      const written = { ...attempt, clientAddress: client, at: Date.now() };
      expect(await reserveAttempt(connect(env.DB), written, ATTEMPT_LIMITS)).toBe(true);
    }
    const answer = await tryWith(email, PASSWORD, client);
    expect(answer.status).toBe(429);
    expect(Number(answer.headers.get("Retry-After"))).toBeGreaterThan(14 * 60);
    const django = await from(client).post("/api-token-auth", { username: email, password: PASSWORD });
    expect([django.status, Number(django.headers.get("Retry-After")) > 14 * 60]).toEqual([429, true]);
    const session = await signedIn(email);
    const changed = await session.post(
      "/trpc/profile.changePassword",
      { currentPassword: PASSWORD, newPassword: "violet kettle runs uphill" },
      { "cf-connecting-ip": client },
    );
    expect(changed.status).toBe(429);
    expect((await tryWith(email, PASSWORD, "203.0.113.10")).status).toBe(200);
  });

  test("an unknown address is throttled like a known one", async () => {
    const email = `nobody-${crypto.randomUUID()}@example.com`;
    const tries = await Promise.all(Array.from({ length: 11 }, () => tryWith(email, "wrong")));
    expect(tries.filter(({ status }) => status === 429)).toHaveLength(1);
  });

  test("a hundred wrong tries from all addresses lock every address out", async () => {
    const email = await somebody();
    for (let at = 0; at < 100; at++) {
      const attempt = { id: `try_${at}_${email}`, email, clientAddress: `198.51.100.${at}`, at: Date.now() };
      expect(await reserveAttempt(connect(env.DB), attempt, ATTEMPT_LIMITS)).toBe(true);
    }
    expect((await tryWith(email, PASSWORD, "203.0.113.9")).status).toBe(429);
  });

  test("fifteen minutes later it is open again; signing in counts nothing", async () => {
    vi.useFakeTimers({ toFake: ["Date"] });
    try {
      const email = await somebody();
      await Promise.all(Array.from({ length: 10 }, () => tryWith(email, "wrong")));
      vi.advanceTimersByTime(15 * MINUTE_MS - 1);
      expect((await tryWith(email, PASSWORD)).status).toBe(429);
      vi.advanceTimersByTime(1);
      for (let times = 0; times < 12; times++) expect((await tryWith(email, PASSWORD)).status).toBe(200);
    } finally {
      vi.useRealTimers();
    }
  });
});

test("of very many at once some wait, the others are sent away unseen, and nobody else has to wait for them", async () => {
  const { token } = await scenario().withOrganization().withMember().withToken().written();
  const own = isolate();
  const ended: string[] = [];
  const sprayed = Array.from({ length: 40 }, async (_, at) => {
    const client = own.anonymous({ origin, "cf-connecting-ip": `203.0.113.${at}` });
    const credentials = { email: `${crypto.randomUUID()}@example.com`, password: "wrong" };
    const answer = await client.post("/trpc/session.signIn", credentials);
    ended.push(String(answer.status));
    return answer;
  });
  const me = own.bearer(token.text).fetch("/api/v1/me");
  void me.then(() => ended.push("me"));
  expect((await me).status).toBe(200);
  const answers = await Promise.all(sprayed);
  const busy = answers.filter(({ status }) => status === 429);
  expect(busy).toHaveLength(18);
  expect(await busy[0]?.json()).toMatchObject({ error: { data: { reason: "passwords-busy" } } });
  expect(busy[0]?.headers.get("Retry-After")).toBe("5");
  // Without those rejected at once: how many passwords were checked before `/me` answered.
  const before = ended.slice(0, ended.indexOf("me")).filter((one) => one === "401");
  expect(before.length).toBeLessThanOrEqual(4);
});

describe("a session", () => {
  test("ends after 7 days without use, and after 30 days in any case", async () => {
    vi.useFakeTimers({ toFake: ["Date"] });
    try {
      const email = await somebody();
      const [idle, used] = [await signedIn(email), await signedIn(email)];
      for (let day = 1; day < 30; day++) {
        vi.advanceTimersByTime(DAY_MS);
        expect(await used.rpc.session.current.query(), `day ${day}`).not.toBeNull();
        await env.DB.prepare("SELECT 1").run();
      }
      expect(await idle.rpc.session.current.query()).toBeNull();
      vi.advanceTimersByTime(DAY_MS);
      expect(await used.rpc.session.current.query()).toBeNull();
      await expect(used.rpc.tokens.list.query()).rejects.toMatchObject({
        data: { reason: "session-expired" },
      });
    } finally {
      vi.useRealTimers();
    }
  });

  test("ends with sign-out, at once and for good, and the cookie is taken away", async () => {
    const { cookie, rpc, post } = await signedIn(await somebody());
    const answer = await post("/trpc/session.signOut", {});
    expect(answer.headers.getSetCookie()[0]).toMatch(
      /^__Host-latchkey=; Max-Age=0; Path=\/; HttpOnly; Secure; SameSite=Strict$/,
    );
    expect(await rpc.session.current.query()).toBeNull();
    const elsewhere = await isolate().anonymous({ cookie }).fetch("/trpc/session.current");
    expect(await elsewhere.json()).toEqual({ result: { data: null } });
  });
});

test("signing in once more ends the session that was there before", async () => {
  const email = await somebody();
  const client = await signedIn(email);
  const answer = await client.post("/trpc/session.signIn", { email, password: PASSWORD });
  expect(answer.status).toBe(200);
  expect(await client.rpc.session.current.query()).toBeNull();
  expect(await count("token JOIN user ON user.id = token.user_id WHERE email = ?", email)).toBe(1);
});

test("what is known of a member is told, and nothing of the password", async () => {
  const email = await somebody();
  const { rpc } = await signedIn(email);
  const current = await rpc.session.current.query();
  expect(current).toMatchObject({
    role: "member",
    user: { email },
    organizations: [{ name: "Northwind Labs" }],
  });
  const [row] = await rows<{ password_hash: string }>(
    "SELECT password_hash FROM user WHERE email = ?",
    email,
  );
  expect(JSON.stringify(current)).not.toContain(row?.password_hash);
});

test.each([
  [{}, "email-invalid"],
  [{ email: 7, password: "x" }, "email-invalid"],
  [{ email: "x".repeat(1001), password: "x" }, "email-invalid"],
  [{ email: "a@b.example" }, "password-missing"],
  [{ email: "a@b.example", password: "" }, "password-missing"],
  [{ email: "a@b.example", password: ["x"] }, "password-missing"],
  [{ email: "a@b.example", password: "x", remember: true }, "field-unknown"],
  [{ email: "a@b.example", password: "x", organizationId: 7 }, "id-invalid"],
])("%j is BAD_REQUEST: %s", async (input, reason) => {
  const answer = await from("192.0.2.3").post("/trpc/session.signIn", input);
  expect(answer.status).toBe(400);
  expect(await answer.json()).toMatchObject({ error: { data: { code: "BAD_REQUEST", reason } } });
});
