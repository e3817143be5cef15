import { env } from "cloudflare:workers";
import { describe, expect, test, vi } from "vitest";
import { connect } from "../../db/connect.ts";
import { findApiToken } from "../../db/tokens/tokens.ts";
import { MINUTE_MS } from "../../worker/domain/durations.ts";
import { PlainToken } from "../../worker/domain/tokens/secret.ts";
import { isolate } from "../factories/isolate.ts";
import { forgedWithId, neverIssued } from "../factories/never-issued.ts";
import { rows } from "../factories/rows.ts";
import { scenario } from "../factories/scenario.ts";
import { watchedDatabase, watchedKv } from "../factories/watched.ts";

/** An isolate that counts its trips to D1 and KV. */
function watchedIsolate() {
  const { database, trips } = watchedDatabase(env.DB);
  const { tombstones, reads, writes } = watchedKv(env.TOMBSTONES);
  return { ...isolate({ DB: database, TOMBSTONES: tombstones }), trips, reads, writes };
}

const withToken = () => scenario().withOrganization().withMember().withToken().written();

test("a verification is one query of at most 5 rows", async () => {
  const { token } = await withToken();
  const { bearer, trips, settled } = watchedIsolate();
  await bearer(token.text).fetch("/api/v1/me");
  await settled();
  trips.length = 0;
  expect((await bearer(token.text).fetch("/api/v1/me")).status).toBe(200);
  expect(trips).toHaveLength(1);
  expect(trips[0]?.rowsRead).toBeLessThanOrEqual(5);
  expect(trips[0]?.rowsRead).toBeGreaterThan(0);
});

test("it reads no more rows where the member holds many tokens", async () => {
  let many = scenario().withOrganization().withMember();
  for (let made = 0; made < 300; made++) many = many.withToken();
  const { tokens } = await many.written();
  const { bearer, trips } = watchedIsolate();
  await bearer(tokens[150]?.text ?? "").fetch("/api/v1/me");
  expect(trips[0]?.rowsRead).toBeLessThanOrEqual(5);
});

test("once the use is recorded nothing is written, however often it is used", async () => {
  const { token } = await withToken();
  const { bearer, trips, writes, settled } = watchedIsolate();
  await bearer(token.text).fetch("/api/v1/me");
  await settled();
  trips.length = 0;
  for (let use = 0; use < 20; use++) await bearer(token.text).fetch("/api/v1/me");
  expect(trips).toHaveLength(20);
  expect(trips.reduce((sum, { rowsWritten }) => sum + rowsWritten, 0)).toBe(0);
  expect(writes).toEqual([]);
});

test("a token in use is written on a sheet, at whichever isolate and door, and at rest in its row", async () => {
  const { token, member } = await withToken();
  const owner = { organizationId: member.organizationId, userId: member.user.id };
  const told = async () => (await findApiToken(connect(env.DB), owner, token.id))?.lastUsed;
  const inItsRow = "SELECT last_used_path AS path, last_used_at AS at FROM token WHERE id = ?";
  const [one, other] = [isolate(), isolate()];
  await one.bearer(token.text).fetch("/api/v1/me");
  await one.settled();
  expect(await told()).toEqual({ method: "GET", path: "/api/v1/me" });
  const before = await rows(inItsRow, token.id);
  await other
    .bearer(token.text)
    .fetch("/forward-auth", { headers: { "X-Forwarded-Method": "PUT", "X-Forwarded-Uri": "/reports/42" } });
  await other.settled();
  expect(await told()).toEqual({ method: "PUT", path: "/reports/42" });
  expect(await rows(inItsRow, token.id)).toEqual(before);
});

test("a session is written in its own row each time: when it ends depends on it", async () => {
  const { token } = await scenario().withOrganization().withMember().withSession().written();
  const lastUse = () =>
    rows(
      "SELECT last_used_path AS path, use_marked_at AS markedAt, use_sheet AS sheet FROM token WHERE id = ?",
      token.id,
    );
  for (const procedure of ["session.current", "profile.get"]) {
    const own = isolate();
    await own.anonymous({ cookie: `__Host-latchkey=${token.text}` }).fetch(`/trpc/${procedure}`);
    await own.settled();
    expect(await lastUse()).toEqual([{ path: `/trpc/${procedure}`, markedAt: null, sheet: null }]);
  }
});

test("KV is asked once a minute for a token in an isolate", async () => {
  vi.useFakeTimers({ toFake: ["Date"] });
  try {
    const { token } = await withToken();
    const { bearer, reads } = watchedIsolate();
    for (let use = 0; use < 5; use++) await bearer(token.text).fetch("/api/v1/me");
    expect(reads).toHaveLength(1);
    vi.advanceTimersByTime(MINUTE_MS - 1);
    await bearer(token.text).fetch("/api/v1/me");
    expect(reads).toHaveLength(1);
    vi.advanceTimersByTime(1);
    for (let use = 0; use < 5; use++) await bearer(token.text).fetch("/api/v1/me");
    expect(reads).toHaveLength(2);
  } finally {
    vi.useRealTimers();
  }
});

describe("garbage", () => {
  test("whose checksum is wrong costs neither D1 nor KV", async () => {
    const { token } = await withToken();
    const { bearer, trips, reads } = watchedIsolate();
    const changed = [...token.text].map((character, at) => {
      const other = character === "x" ? "y" : "x";
      return token.text.slice(0, at) + other + token.text.slice(at + 1);
    });
    for (const text of [
      ...changed,
      "lk_",
      "x",
      "a".repeat(5000),
      neverIssued("session"),
      neverIssued("api", "acme"),
    ]) {
      expect((await bearer(text).fetch("/api/v1/me")).status).toBe(401);
    }
    expect([trips, reads]).toEqual([[], []]);
  });

  test("that checks out but was never issued costs one query and one read a minute", async () => {
    const { bearer, trips, reads, settled } = watchedIsolate();
    const text = neverIssued();
    for (let use = 0; use < 10; use++) expect((await bearer(text).fetch("/api/v1/me")).status).toBe(401);
    await settled();
    expect([trips.length, reads.filter((key) => key !== "fence").length]).toEqual([1, 1]);
  });
});

test("another secret behind a real id is refused like an unknown token, and does not shut out the real one", async () => {
  const { token } = await withToken();
  const { bearer } = isolate();
  const forged = forgedWithId(token.id);
  const [of, unknown] = [
    await bearer(forged).fetch("/api/v1/me"),
    await bearer(neverIssued()).fetch("/api/v1/me"),
  ];
  expect(of.status).toBe(401);
  expect(await of.text()).toBe(await unknown.text());
  expect((await bearer(token.text).fetch("/api/v1/me")).status).toBe(200);
});

test("what refuses in KV is the token's hash: a tombstone under its id or text refuses nothing", async () => {
  const { token } = await withToken();
  for (const key of [token.id, token.text])
    await env.TOMBSTONES.put(key, JSON.stringify({ at: 1, by: "owner" }));
  expect((await isolate().bearer(token.text).fetch("/api/v1/me")).status).toBe(200);
});

test("nothing in KV makes a token valid", async () => {
  const text = neverIssued();
  const hash = (await new PlainToken(text).hash()).toHex();
  for (const value of ["valid", JSON.stringify({ ok: true }), JSON.stringify({ active: true, at: null })]) {
    await env.TOMBSTONES.put(hash, value);
    expect((await isolate().bearer(text).fetch("/api/v1/me")).status).toBe(401);
  }
});
