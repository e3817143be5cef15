import { env } from "cloudflare:workers";
import { afterEach, describe, expect, test, vi } from "vitest";
import { isolate } from "../factories/isolate.ts";
import { neverIssued } from "../factories/never-issued.ts";
import { scenario } from "../factories/scenario.ts";
import { unreachable, watchedDatabase, watchedKv } from "../factories/watched.ts";
import { origin } from "../world/in-workerd.ts";

const withTokens = () =>
  scenario()
    .withOrganization()
    .withMember()
    .withToken({ name: "good" })
    .withToken({ name: "expired", createdAt: 1000, expiresAt: 2000 })
    .withToken({ name: "revoked" })
    .written();

const withKv = (faults: Parameters<typeof watchedKv>[1]) =>
  isolate({ TOMBSTONES: watchedKv(env.TOMBSTONES, faults).tombstones });
const withDatabase = (before: (sql: string) => unknown) =>
  isolate({ DB: watchedDatabase(env.DB, before).database });

describe("KV that", () => {
  test.each([
    ["fails", () => Promise.reject(new Error("KV GET failed: 503"))],
    [
      "throws at once",
      () => {
        throw new Error("KV GET failed: 429");
      },
    ],
    ["never answers", () => new Promise(() => {})],
    ["gives garbage", async () => "not JSON"],
    ["gives an empty text", async () => ""],
    ["gives JSON of something else", async () => JSON.stringify({ valid: true })],
    ["gives a tombstone of no known kind", async () => JSON.stringify({ at: 1, by: "nobody" })],
    ["gives bytes instead of text", async () => new ArrayBuffer(8)],
  ])("%s changes no answer", async (_, get) => {
    const { tokens } = await withTokens();
    const { bearer } = withKv({ get });
    const [good, expired] = tokens.map(({ text }) => bearer(text));
    expect((await good?.fetch("/api/v1/me"))?.status).toBe(200);
    expect((await expired?.fetch("/api/v1/me"))?.status).toBe(401);
    expect((await bearer(neverIssued()).fetch("/api/v1/me")).status).toBe(401);
  });

  test("fails at the revocation changes no answer, there or in another isolate", async () => {
    const {
      tokens: [, , token],
    } = await withTokens();
    const text = token?.text ?? "";
    const put = () => Promise.reject(new Error("KV PUT failed: 500"));
    const [one, other] = [withKv({ put }), isolate()];
    expect((await one.bearer(text).fetch("/api/v1/tokens/current", { method: "DELETE" })).status).toBe(204);
    for (const { bearer } of [one, other]) expect((await bearer(text).fetch("/api/v1/me")).status).toBe(401);
  });
});

describe("D1 out of reach", () => {
  test.each([
    ["/api/v1/me", "GET"],
    ["/api/v1/tokens", "GET"],
    ["/api/v1/tokens/current", "DELETE"],
    ["/healthz", "GET"],
  ])("%s: 503 with Retry-After", async (path, method) => {
    vi.spyOn(console, "log").mockImplementation(() => {});
    const { token } = await withTokens();
    const answer = await withDatabase(unreachable).bearer(token.text).fetch(path, { method });
    expect(answer.status).toBe(503);
    expect(Number(answer.headers.get("Retry-After"))).toBeGreaterThan(0);
    expect(answer.headers.get("WWW-Authenticate")).toBeNull();
    expect(await answer.json()).toMatchObject({ status: 503, code: "database-unavailable" });
  });

  test.each([
    "D1_ERROR: Network connection lost.",
    "Network connection lost.",
    "D1 DB reset because its code was updated.",
    "internal error; reference = 4f0",
    "Durable Object storage operation exceeded timeout which caused object to be reset.",
    "Cannot resolve this database due to transient issue on remote node.",
    "The script will never generate a response.",
  ])("in whatever words it says so (%s): 503 at every door", async (words) => {
    vi.spyOn(console, "log").mockImplementation(() => {});
    const { token } = await withTokens();
    const { bearer, anonymous } = withDatabase(() => {
      throw new Error(words);
    });
    for (const path of ["/api/v1/me", "/forward-auth", "/healthz"]) {
      expect([path, (await bearer(token.text).fetch(path)).status]).toEqual([path, 503]);
    }
    const introspected = await bearer(token.text).postForm("/oauth/introspect", { token: token.text });
    expect(introspected.status).toBe(503);
    const headers = { username: "mei@northwind.example", password: "whatever it is" };
    expect((await anonymous().postForm("/api-token-auth", headers)).status).toBe(503);
    const sameOrigin = { Origin: origin };
    const signIn = { email: "mei@northwind.example", password: "whatever it is" };
    expect((await anonymous(sameOrigin).post("/trpc/session.signIn", signIn)).status).toBe(503);
  });

  test("a token that was good a moment ago is not taken on trust", async () => {
    vi.spyOn(console, "log").mockImplementation(() => {});
    const { token } = await withTokens();
    let broken = false;
    const { bearer } = withDatabase(() => (broken ? unreachable() : undefined));
    expect((await bearer(token.text).fetch("/api/v1/me")).status).toBe(200);
    broken = true;
    expect((await bearer(token.text).fetch("/api/v1/me")).status).toBe(503);
    broken = false;
    expect((await bearer(token.text).fetch("/api/v1/me")).status).toBe(200);
  });

  test("between verification and the work: 503, and nothing was done", async () => {
    vi.spyOn(console, "log").mockImplementation(() => {});
    const { token } = await withTokens();
    const { bearer } = withDatabase((sql) => (/DELETE FROM token/.test(sql) ? unreachable() : undefined));
    const answer = await bearer(token.text).fetch("/api/v1/tokens/current", { method: "DELETE" });
    expect(answer.status).toBe(503);
    expect(answer.headers.get("Retry-After")).toBe("5");
    expect((await bearer(token.text).fetch("/api/v1/me")).status).toBe(200);
  });

  test("and KV out of reach too: 503", async () => {
    vi.spyOn(console, "log").mockImplementation(() => {});
    const { token } = await withTokens();
    const { database } = watchedDatabase(env.DB, unreachable);
    const { tombstones } = watchedKv(env.TOMBSTONES, { get: () => Promise.reject(new Error("KV")) });
    const { bearer } = isolate({ DB: database, TOMBSTONES: tombstones });
    expect((await bearer(token.text).fetch("/api/v1/me")).status).toBe(503);
  });

  test("what this isolate knows to be revoked stays 401, also without D1", async () => {
    const { token } = await withTokens();
    let broken = false;
    const { bearer } = withDatabase(() => (broken ? unreachable() : undefined));
    await bearer(token.text).fetch("/api/v1/tokens/current", { method: "DELETE" });
    broken = true;
    expect((await bearer(token.text).fetch("/api/v1/me")).status).toBe(401);
  });

  test("a row that cannot be read is no yes", async () => {
    vi.spyOn(console, "log").mockImplementation(() => {});
    const { token } = await withTokens();
    await env.DB.prepare(
      "UPDATE membership SET permissions = '[\"tokens.personal\"' || ']' WHERE user_id = ?",
    )
      .bind(token.owner.userId)
      .run();
    await env.DB.prepare("UPDATE token SET scopes = '[1]' WHERE id = ?").bind(token.id).run();
    expect((await isolate().bearer(token.text).fetch("/api/v1/me")).status).toBe(503);
  });
});

describe("D1 that hangs", () => {
  afterEach(() => {
    vi.useRealTimers();
  });

  test.each([
    ["/api/v1/me", "SELECT"],
    ["/api/v1/tokens?name=x", "name_folded"],
    ["/healthz", "d1_migrations"],
  ])("%s: 503 after five seconds, and a late failure troubles nobody", async (path, part) => {
    vi.spyOn(console, "log").mockImplementation(() => {});
    const { token } = await withTokens();
    let fail = () => {};
    let asked = () => {};
    const isAsked = new Promise<void>((resolve) => {
      asked = resolve;
    });
    const { bearer } = withDatabase((sql) => {
      if (!sql.includes(part)) return;
      asked();
      return new Promise((_, reject) => {
        fail = () => reject(new Error("too late"));
      });
    });
    vi.useFakeTimers({ toFake: ["setTimeout", "clearTimeout"] });
    const answer = bearer(token.text).fetch(path);
    await isAsked;
    await vi.advanceTimersByTimeAsync(5_000);
    expect((await answer).status).toBe(503);
    fail();
  });

  test("what is answered in time leaves no timer behind", async () => {
    const { token } = await withTokens();
    const { bearer } = isolate();
    vi.useFakeTimers({ toFake: ["setTimeout", "clearTimeout"] });
    expect((await bearer(token.text).fetch("/api/v1/tokens")).status).toBe(200);
    vi.clearAllTimers();
    expect(vi.getTimerCount()).toBe(0);
  });
});
