import { env } from "cloudflare:workers";
import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import { DAY_MS, MINUTE_MS } from "../../worker/domain/durations.ts";
import { isolate } from "../factories/isolate.ts";
import { count, rows } from "../factories/rows.ts";
import { scenario } from "../factories/scenario.ts";
import { pointInTime } from "../factories/time-travel.ts";
import { unreachable, watchedDatabase, watchedKv } from "../factories/watched.ts";

type Isolate = ReturnType<typeof isolate>;

const withToken = () => scenario().withOrganization().withMember().withToken().written();
const statusOf = async (here: Isolate, text: string) => (await here.bearer(text).fetch("/api/v1/me")).status;

async function revoke(here: Isolate, text: string): Promise<void> {
  const answer = await here.bearer(text).fetch("/api/v1/tokens/current", { method: "DELETE" });
  expect(answer.status).toBe(204);
  // Simultaneous uses of several tokens are written a quarter of a second later.
  const settled = here.settled();
  await vi.advanceTimersByTimeAsync(250);
  await settled;
}

/** A token that was revoked; then the database was put back to a moment before that. */
async function revokedAndRestored(here = isolate()) {
  const { token } = await withToken();
  const putBack = await pointInTime();
  await revoke(here, token.text);
  await putBack();
  return token;
}

/** KV with an older fence, as another place may see it for a minute. */
async function behindKv() {
  const copy = await env.TOMBSTONES.get("fence");
  let isBehind = true;
  const { tombstones, reads } = watchedKv(env.TOMBSTONES, {
    get: async (key) => (isBehind && key === "fence" ? copy : env.TOMBSTONES.get(key)),
  });
  return {
    tombstones,
    reads,
    catchUp: () => {
      isBehind = false;
    },
  };
}

let said: unknown[] = [];

beforeEach(async () => {
  vi.useFakeTimers({ toFake: ["Date", "setTimeout", "clearTimeout"] });
  said = [];
  vi.spyOn(console, "log").mockImplementation((line) => said.push(JSON.parse(String(line)).event));
  // Each test begins with a database that was never put back, and whose newest fence KV knows.
  await env.DB.batch(
    ["database_restore", "fence", "tombstone_due"].map((table) => env.DB.prepare(`DELETE FROM ${table}`)),
  );
  await env.TOMBSTONES.delete("fence");
  const before = await withToken();
  await revoke(isolate(), before.token.text);
  vi.advanceTimersByTime(10 * MINUTE_MS);
});

afterEach(() => {
  vi.useRealTimers();
  vi.restoreAllMocks();
});

describe("a revoked token that a restore brought back is refused", () => {
  test("by the isolate that revoked it", async () => {
    const here = isolate();
    const token = await revokedAndRestored(here);
    expect(await statusOf(here, token.text)).toBe(401);
  });

  test("by an isolate that has just started, which says why to its holder", async () => {
    const token = await revokedAndRestored();
    const there = isolate();
    const answer = await there.bearer(token.text).fetch("/api/v1/me");
    expect(answer.status).toBe(401);
    expect(answer.headers.get("WWW-Authenticate")).toContain("The token was revoked on");
    await there.settled();
    expect(said).toContain("restore.noticed");
  });

  test("by an isolate that has just honoured it, after a minute at the latest", async () => {
    const [here, there] = [isolate(), isolate()];
    const { token } = await withToken();
    expect(await statusOf(there, token.text)).toBe(200);
    const putBack = await pointInTime();
    await revoke(here, token.text);
    await putBack();
    vi.advanceTimersByTime(MINUTE_MS);
    expect(await statusOf(there, token.text)).toBe(401);
  });

  test("by an isolate that heard of the revocation before, at once", async () => {
    const [here, there] = [isolate(), isolate()];
    const { token } = await withToken();
    expect(await statusOf(there, token.text)).toBe(200);
    const putBack = await pointInTime();
    await revoke(here, token.text);
    expect(await statusOf(there, token.text)).toBe(401);
    await putBack();
    expect(await statusOf(there, token.text)).toBe(401);
  });

  test("by an isolate that was idle for long, at its first answer", async () => {
    const [here, there] = [isolate(), isolate()];
    const { token } = await withToken();
    expect(await statusOf(there, token.text)).toBe(200);
    const putBack = await pointInTime();
    await revoke(here, token.text);
    vi.advanceTimersByTime(30 * MINUTE_MS);
    await putBack();
    expect(await statusOf(there, token.text)).toBe(401);
  });

  test("by every isolate as soon as one has noticed", async () => {
    const [here, there] = [isolate(), isolate()];
    const { tokens } = await scenario().withOrganization().withMember().withToken().withToken().written();
    const [token, other] = tokens.map(({ text }) => text) as [string, string];
    expect(await statusOf(there, token)).toBe(200);
    const putBack = await pointInTime();
    await revoke(here, token);
    await putBack();
    expect(await statusOf(here, other)).toBe(200);
    await here.settled();
    expect(await statusOf(there, token)).toBe(401);
  });

  test("also a session that was signed out", async () => {
    const { member } = await scenario().withOrganization().withMember().written();
    const here = isolate();
    const { cookie, rpc } = await here.signedIn(member.user.email ?? "");
    await here.settled();
    const putBack = await pointInTime();
    await rpc.session.signOut.mutate();
    await here.settled();
    await putBack();
    const answer = await isolate().anonymous({ cookie }).fetch("/trpc/session.current");
    expect(await answer.json()).toEqual({ result: { data: null } });
  });

  test("also where others were revoked after the restore, in an isolate that does not know of it", async () => {
    const { tokens } = await scenario()
      .withOrganization()
      .withMember()
      .withToken()
      .withToken()
      .withToken()
      .withToken()
      .written();
    const [one, two, three, four] = tokens.map(({ text }) => text) as [string, string, string, string];
    const warm = isolate();
    expect(await statusOf(warm, four)).toBe(200);
    const putBack = await pointInTime();
    await revoke(isolate(), one);
    await putBack();
    await revoke(warm, two);
    await revoke(isolate(), three);
    vi.advanceTimersByTime(MINUTE_MS);
    for (const here of [warm, isolate()]) expect(await statusOf(here, one)).toBe(401);
  });

  test("a minute after KV's copy of the fence is right, where it is a minute old", async () => {
    const { tombstones, catchUp } = await behindKv();
    const [cold, warm] = [isolate({ TOMBSTONES: tombstones }), isolate({ TOMBSTONES: tombstones })];
    const { token } = await withToken();
    expect(await statusOf(warm, token.text)).toBe(200);
    const putBack = await pointInTime();
    await revoke(isolate(), token.text);
    await putBack();
    for (const here of [cold, warm]) await statusOf(here, token.text);
    vi.advanceTimersByTime(MINUTE_MS);
    catchUp();
    for (const here of [cold, warm]) expect(await statusOf(here, token.text)).toBe(401);
  });

  test("also where KV's copy is the one from before this isolate's own revocations", async () => {
    const { tombstones } = await behindKv();
    const here = isolate({ TOMBSTONES: tombstones });
    const token = await revokedAndRestored(here);
    vi.advanceTimersByTime(10 * MINUTE_MS);
    expect(await statusOf(here, token.text)).toBe(401);
    const { token: other } = await withToken();
    expect(await statusOf(here, other.text)).toBe(200);
    await here.settled();
    expect(said).toContain("restore.noticed");
  });

  test("60 days and a clean-up later", async () => {
    const nightly = isolate();
    for (let nth = 0; nth < 12; nth++) {
      await env.DB.prepare("INSERT INTO fence (id, created_at) VALUES (?, ?)").bind(`older ${nth}`, 1).run();
    }
    const { token } = await withToken();
    const putBack = await pointInTime();
    await revoke(nightly, token.text);
    vi.advanceTimersByTime(61 * DAY_MS);
    await nightly.everyNight();
    expect(await count("fence")).toBe(10);
    expect(await statusOf(isolate(), (await withToken()).token.text)).toBe(200);
    expect(said).not.toContain("restore.noticed");
    await putBack();
    expect(await statusOf(isolate(), token.text)).toBe(401);
  });

  test("once KV is back, where it was out; until then nothing changes for what D1 finds", async () => {
    let isOut = true;
    const { tombstones } = watchedKv(env.TOMBSTONES, {
      get: async (key) => {
        if (isOut) throw new Error("KV GET failed: 503");
        return env.TOMBSTONES.get(key);
      },
    });
    const there = isolate({ TOMBSTONES: tombstones });
    const token = await revokedAndRestored();
    expect(await statusOf(there, token.text)).toBe(200);
    isOut = false;
    vi.advanceTimersByTime(MINUTE_MS);
    expect(await statusOf(there, token.text)).toBe(401);
  });
});

describe("what is not a restore is not taken for one", () => {
  test("fences that others leave meanwhile", async () => {
    const warm = isolate();
    const { token } = await withToken();
    for (let minute = 0; minute < 3; minute++) {
      expect(await statusOf(warm, token.text)).toBe(200);
      await revoke(isolate(), (await withToken()).token.text);
      vi.advanceTimersByTime(MINUTE_MS);
    }
    expect(await statusOf(warm, token.text)).toBe(200);
    await warm.settled();
    expect(said).not.toContain("restore.noticed");
  });

  test("a fence that KV took after a newer one, 60 days and a clean-up later", async () => {
    await env.DB.prepare("INSERT INTO fence (id, created_at) VALUES ('newer', ?)").bind(Date.now()).run();
    vi.advanceTimersByTime(61 * DAY_MS);
    await isolate().everyNight();
    expect(await statusOf(isolate(), (await withToken()).token.text)).toBe(200);
    expect(said).not.toContain("restore.noticed");
  });

  test("a KV that knows of no fence", async () => {
    await env.TOMBSTONES.delete("fence");
    const here = isolate();
    expect(await statusOf(here, (await withToken()).token.text)).toBe(200);
    expect(said).not.toContain("restore.noticed");
  });

  test("a KV whose copy is old", async () => {
    const { tombstones } = await behindKv();
    const here = isolate({ TOMBSTONES: tombstones });
    await revoke(isolate(), (await withToken()).token.text);
    const { token } = await withToken();
    for (let minute = 0; minute < 3; minute++) {
      expect(await statusOf(here, token.text)).toBe(200);
      vi.advanceTimersByTime(MINUTE_MS);
    }
    expect(said).not.toContain("restore.noticed");
  });
});

describe("what is asked of KV", () => {
  test("a busy isolate reads it once a minute, whatever the number of tokens, and no answer waits", async () => {
    const { tokens } = await scenario()
      .withOrganization()
      .withMember()
      .withToken()
      .withToken()
      .withToken()
      .written();
    let hangs = false;
    const { tombstones, reads } = watchedKv(env.TOMBSTONES, {
      get: (key) => (hangs ? new Promise<never>(() => {}) : env.TOMBSTONES.get(key)),
    });
    const here = isolate({ TOMBSTONES: tombstones });
    for (let second = 0; second <= 300; second += 5) {
      for (const { text } of tokens) expect(await statusOf(here, text)).toBe(200);
      await vi.advanceTimersByTimeAsync(5_000);
    }
    expect(reads).toEqual(Array(6).fill("fence"));
    hangs = true;
    for (let second = 0; second < 60; second += 5) {
      // The clock stands still: an answer that waited for KV would never come.
      for (const { text } of tokens) expect(await statusOf(here, text)).toBe(200);
      await vi.advanceTimersByTimeAsync(5_000);
    }
  });

  test("an isolate at its start waits for it beside D1: one read, one query", async () => {
    const { database, trips } = watchedDatabase(env.DB);
    const { tombstones, reads } = watchedKv(env.TOMBSTONES);
    const { tokens } = await scenario().withOrganization().withMember().withToken().withToken().written();
    const here = isolate({ DB: database, TOMBSTONES: tombstones });
    const statuses = await Promise.all(tokens.map(({ text }) => statusOf(here, text)));
    expect(statuses).toEqual([200, 200]);
    expect(reads).toEqual(["fence"]);
    expect(trips.filter(({ rowsWritten }) => rowsWritten === 0).map(({ rowsRead }) => rowsRead)).toEqual([
      5, 5,
    ]);
  });

  test("after a restore was noticed: every token's tombstone, once a minute", async () => {
    const token = await revokedAndRestored();
    const { tombstones, reads } = watchedKv(env.TOMBSTONES);
    const here = isolate({ TOMBSTONES: tombstones });
    const { token: other } = await withToken();
    expect(await statusOf(here, token.text)).toBe(401);
    for (let use = 0; use < 3; use++) expect(await statusOf(here, other.text)).toBe(200);
    expect(reads).toEqual(["fence", token.hash.toHex(), other.hash.toHex()]);
  });
});

describe("a fence is left", () => {
  const fences = () => rows<{ id: string }>("SELECT id FROM fence ORDER BY rowid");

  test("behind a revocation, in D1 and then in KV, and nothing is due any more", async () => {
    const before = await fences();
    await revoke(isolate(), (await withToken()).token.text);
    const [newest] = (await fences()).slice(before.length);
    expect(await env.TOMBSTONES.get("fence", "json")).toMatchObject({ id: newest?.id });
    expect(await count("tombstone_due")).toBe(0);
  });

  test("by Cron where it could not be, and only where something was revoked since", async () => {
    const put = (key: string) =>
      key === "fence" ? Promise.reject(new Error("KV PUT failed: 429")) : Promise.resolve();
    const { token } = await withToken();
    await revoke(isolate({ TOMBSTONES: watchedKv(env.TOMBSTONES, { put }).tombstones }), token.text);
    expect(await count("tombstone_due")).toBe(1);
    const here = isolate();
    await here.everyMinute();
    await here.settled();
    expect(await count("tombstone_due")).toBe(0);
    const left = await fences();
    expect(await env.TOMBSTONES.get("fence", "json")).toMatchObject({ id: left.at(-1)?.id });
    await here.everyMinute();
    expect(await fences()).toEqual(left);
  });

  test("not by an isolate that cannot read KV's: it may be what tells of a restore", async () => {
    const get = () => Promise.reject(new Error("KV GET failed: 503"));
    const before = await env.TOMBSTONES.get("fence");
    const { token } = await withToken();
    await revoke(isolate({ TOMBSTONES: watchedKv(env.TOMBSTONES, { get }).tombstones }), token.text);
    expect(await env.TOMBSTONES.get("fence")).toBe(before);
    expect(await count("tombstone_due")).toBe(1);
  });

  test("a few at once, and then four a minute by one isolate, behind every revocation", async () => {
    const before = (await fences()).length;
    const here = isolate();
    let many = scenario().withOrganization().withMember();
    for (let made = 0; made < 12; made++) many = many.withToken();
    const { tokens } = await many.written();
    for (const { text } of tokens) {
      await here.bearer(text).fetch("/api/v1/tokens/current", { method: "DELETE" });
      await vi.advanceTimersByTimeAsync(0);
    }
    const last = tokens.at(-1)?.text ?? "";
    for (let second = 0; second < 30 && (await count("tombstone_due")) > 0; second++) {
      await vi.advanceTimersByTimeAsync(1_000);
    }
    expect((await fences()).length - before).toBeLessThanOrEqual(7);
    expect(await count("tombstone_due")).toBe(0);
    expect(await statusOf(isolate(), last)).toBe(401);
  });
});

test("where D1 fails at the fence of an isolate that has just started, the answer is 503", async () => {
  const { token } = await withToken();
  const { tombstones } = await behindKv();
  await revoke(isolate(), (await withToken()).token.text);
  const look = (sql: string) => (/FROM fence WHERE fence.id IN/.test(sql) ? unreachable() : undefined);
  const here = isolate({ DB: watchedDatabase(env.DB, look).database, TOMBSTONES: tombstones });
  expect(await statusOf(here, token.text)).toBe(503);
});
