import { env } from "cloudflare:workers";
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { connect } from "../../db/connect.ts";
import { UseRecorder } from "../../worker/verification/record-use.ts";
import { rows } from "../factories/rows.ts";
import { scenario } from "../factories/scenario.ts";
import { unreachable, watchedDatabase } from "../factories/watched.ts";

const SECOND_MS = 1000;
const get = (path: string) => ({ method: "GET", path });

beforeEach(() => {
  vi.useFakeTimers({
    toFake: ["Date", "setTimeout", "clearTimeout"],
    now: Date.parse("2026-11-21T10:00:00Z"),
  });
});
afterEach(() => {
  vi.useRealTimers();
});

/** A recorder with its own eye on D1. `pass` lets time go by and what is due be written. */
function recorder(before?: (sql: string) => unknown) {
  const { database, trips } = watchedDatabase(env.DB, before);
  const failures: unknown[] = [];
  const deferred = new Set<Promise<unknown>>();
  const ground = {
    database: connect(database),
    now: Date.now,
    defer: (work: Promise<unknown>) => {
      const settled = work.catch((error) => failures.push(error)).finally(() => deferred.delete(settled));
      deferred.add(settled);
    },
  };
  const uses = new UseRecorder();
  const writes = () => trips.length;
  const pass = async (ms: number) => {
    await vi.advanceTimersByTimeAsync(ms);
    await written();
  };
  /** Waits for D1, which answers in real time: until the last write that has begun is over. */
  const written = async () => {
    const pending = Promise.allSettled([...deferred]);
    await Promise.race([pending, reallyWait()]);
  };
  return {
    use: (id: string, path = "/") => uses.record(ground, id, get(path)),
    pass,
    written,
    writes,
    trips,
    failures,
  };
}

const reallyWait = () =>
  env.DB.prepare("SELECT 1")
    .run()
    .then(() => env.DB.prepare("SELECT 1").run());

const withTokens = async (tokens: number) => {
  let many = scenario().withOrganization().withMember();
  for (let made = 0; made < tokens; made++) many = many.withToken();
  return (await many.written()).tokens.map(({ id }) => id) as [string, ...string[]];
};
const lastUse = async (id: string) =>
  (
    await rows<{ at: number; path: string }>(
      "SELECT last_used_at AS at, last_used_path AS path FROM token WHERE id = ?",
      id,
    )
  )[0];

test("the first use is written at once", async () => {
  const [id] = await withTokens(1);
  const { use, written } = recorder();
  use(id, "/first");
  await written();
  expect(await lastUse(id)).toEqual({ at: Date.now(), path: "/first" });
});

test("first uses that follow one another closely are written together, a quarter of a second later", async () => {
  const ids = await withTokens(30);
  const { use, pass, written, writes } = recorder();
  use(ids[0], "/0");
  await written();
  const before = writes();
  for (const [at, id] of ids.slice(1).entries()) {
    use(id, `/${at + 1}`);
    await pass(5);
  }
  await pass(250);
  expect(writes()).toBe(before + 1);
  for (const [at, id] of ids.entries()) expect((await lastUse(id))?.path).toBe(`/${at}`);
});

test("whoever takes over the writing of first uses is the only one who writes them", async () => {
  const TOKENS = 50;
  const APART_MS = 100;
  const ids = await withTokens(TOKENS);
  const { use, pass, writes } = recorder();
  for (const id of ids) {
    use(id, "/");
    await pass(APART_MS);
  }
  await pass(250);
  expect(writes()).toBeLessThanOrEqual((TOKENS * APART_MS) / 250 + 2);
  const used = await rows(
    "SELECT id FROM token WHERE last_used_at IS NOT NULL AND id IN (SELECT value FROM json_each(?))",
    JSON.stringify(ids),
  );
  expect(used).toHaveLength(TOKENS);
});

test("later uses are gathered, and the last of them is written within 20 seconds", async () => {
  const [id] = await withTokens(1);
  const { use, written, pass, writes } = recorder();
  use(id, "/first");
  await written();
  for (let second = 1; second <= 15; second++) {
    await vi.advanceTimersByTimeAsync(SECOND_MS);
    use(id, `/${second}`);
  }
  expect(writes()).toBe(1);
  const lastAt = Date.now();
  await pass(6 * SECOND_MS);
  expect(writes()).toBe(2);
  expect(await lastUse(id)).toEqual({ at: lastAt, path: "/15" });
});

test("a use after a pause of 20 seconds is a first one again", async () => {
  const [id] = await withTokens(1);
  const { use, written, pass, writes } = recorder();
  use(id);
  await written();
  await pass(20 * SECOND_MS);
  use(id, "/again");
  await written();
  expect(writes()).toBe(2);
  expect((await lastUse(id))?.path).toBe("/again");
});

test("500 tokens in constant use: at most 4 writes a token and minute, none lost that is older than 25 s", async () => {
  const ids = await withTokens(500);
  const { use, pass, trips } = recorder();
  const lastUsedAt = new Map<string, number>();
  for (let second = 0; second < 60; second += 2) {
    for (const [at, id] of ids.entries()) {
      if ((second / 2 + at) % 3 === 0) continue;
      use(id, `/${second}`);
      lastUsedAt.set(id, Date.now());
    }
    await pass(2 * SECOND_MS);
  }
  await pass(25 * SECOND_MS);
  const written = trips.reduce((sum, { rowsWritten }) => sum + rowsWritten, 0);
  expect(written).toBeLessThanOrEqual(4 * ids.length * (85 / 60));
  const stored = await rows<{ id: string; at: number }>(
    "SELECT id, last_used_at AS at FROM token WHERE id IN (SELECT value FROM json_each(?))",
    JSON.stringify(ids),
  );
  expect(new Map(stored.map(({ id, at }) => [id, at]))).toEqual(lastUsedAt);
});

test("D1 failing at the flush keeps what was gathered: the next write brings it", async () => {
  const [busy, other] = (await withTokens(2)) as [string, string];
  let broken = false;
  const { use, written, pass, failures } = recorder(() => (broken ? unreachable() : undefined));
  use(busy);
  use(other);
  await written();
  await pass(SECOND_MS);
  use(busy, "/kept");
  const usedAt = Date.now();
  broken = true;
  await pass(20 * SECOND_MS);
  expect(failures).toHaveLength(1);
  broken = false;
  await pass(30 * SECOND_MS);
  use(other, "/later");
  await written();
  await pass(20 * SECOND_MS);
  expect(await lastUse(busy)).toEqual({ at: usedAt, path: "/kept" });
});

test("D1 failing at the first use keeps it too", async () => {
  const [id, other] = (await withTokens(2)) as [string, string];
  let broken = true;
  const { use, written, pass } = recorder(() => (broken ? unreachable() : undefined));
  use(id, "/kept");
  const usedAt = Date.now();
  await written();
  broken = false;
  await pass(30 * SECOND_MS);
  use(other, "/later");
  await written();
  await pass(20 * SECOND_MS);
  expect(await lastUse(id)).toEqual({ at: usedAt, path: "/kept" });
});

test("a gathering whose request was ended early is taken over by the next use", async () => {
  const [id] = await withTokens(1);
  const { use, written, pass } = recorder();
  use(id);
  await written();
  use(id, "/gathered");
  vi.clearAllTimers();
  await pass(23 * SECOND_MS);
  use(id, "/takes-over");
  await written();
  expect((await lastUse(id))?.path).toBe("/takes-over");
});
