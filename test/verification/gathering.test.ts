import { env } from "cloudflare:workers";
import { describe, expect, test, vi } from "vitest";
import { connect } from "../../db/connect.ts";
import { recordUses } from "../../db/uses/rows.ts";
import { Gathering } from "../../worker/verification/gathering.ts";
import { rows } from "../factories/rows.ts";
import { scenario } from "../factories/scenario.ts";
import { unreachable, watchedDatabase } from "../factories/watched.ts";
import { clockInHand } from "../world/clock-in-hand.ts";
import { recordedUsesOf } from "../world/last-use-of.ts";

const SECOND_MS = 1000;
const get = (path: string) => ({ method: "GET", path });

clockInHand();

/** A gathering whose D1 is watched. `pass` lets time pass and writes what is due. */
function watchedGathering(before?: (sql: string) => unknown) {
  const { database, trips } = watchedDatabase(env.DB, before);
  const failures: unknown[] = [];
  const deferred = new Set<Promise<unknown>>();
  const ground = {
    database: connect(database),
    now: Date.now,
    randomBytes: (length: number) => crypto.getRandomValues(new Uint8Array(length)),
    defer: (work: Promise<unknown>) => {
      const settled = work.catch((error) => failures.push(error)).finally(() => deferred.delete(settled));
      deferred.add(settled);
    },
  };
  const gathering = new Gathering();
  const writes = () => trips.length;
  const pass = async (ms: number) => {
    await vi.advanceTimersByTimeAsync(ms);
    await written();
  };
  /** Waits for D1, which answers in real time, until the last begun write is over. */
  const written = async () => {
    const pending = Promise.allSettled([...deferred]);
    await Promise.race([pending, reallyWait()]);
  };
  return {
    use: (id: string, path = "/", { inUse = false } = {}) =>
      gathering.use(ground, { id, inUse, at: ground.now(), use: get(path) }),
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
const lastUse = async (id: string) => {
  const recorded = (await recordedUsesOf([id])).get(id);
  return recorded && { at: recorded.at, path: recorded.use.path };
};

test("the first use is written at once", async () => {
  const [id] = await withTokens(1);
  const { use, written } = watchedGathering();
  use(id, "/first");
  await written();
  expect(await lastUse(id)).toEqual({ at: Date.now(), path: "/first" });
});

test("first uses that follow one another closely are written together, a quarter of a second later", async () => {
  const ids = await withTokens(30);
  const { use, pass, written, writes } = watchedGathering();
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
  const { use, pass, writes } = watchedGathering();
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
  const { use, written, pass, writes } = watchedGathering();
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
  const { use, written, pass, writes } = watchedGathering();
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
  const { use, pass, trips } = watchedGathering();
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
  const stored = await recordedUsesOf(ids);
  expect(new Map([...stored].map(([id, { at }]) => [id, at]))).toEqual(lastUsedAt);
});

test("D1 failing at the flush keeps what was gathered: the next write brings it", async () => {
  const [busy, other] = (await withTokens(2)) as [string, string];
  let broken = false;
  const { use, written, pass, failures } = watchedGathering(() => (broken ? unreachable() : undefined));
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
  const { use, written, pass } = watchedGathering(() => (broken ? unreachable() : undefined));
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
  const { use, written, pass } = watchedGathering();
  use(id);
  await written();
  use(id, "/gathered");
  vi.clearAllTimers();
  await pass(23 * SECOND_MS);
  use(id, "/takes-over");
  await written();
  expect((await lastUse(id))?.path).toBe("/takes-over");
});

describe("tokens in use", () => {
  const IN_USE = { inUse: true };
  const MOMENT_MS = 300;
  const rowsWritten = (trips: { rowsWritten: number }[]) =>
    trips.reduce((sum, { rowsWritten }) => sum + rowsWritten, 0);

  /** Tokens whose rows say that they are in use, because they were used before. */
  const withTokensInUse = async (tokens: number) => {
    const ids = await withTokens(tokens);
    await recordUses(
      connect(env.DB),
      ids.map((id) => ({ id, at: Date.now() - 60_000, use: get("/before") })),
    );
    return ids;
  };

  test("the first use in a while is written a moment later, where few are written", async () => {
    const ids = await withTokensInUse(10);
    const { use, pass } = watchedGathering();
    for (const id of ids) {
      use(id, "/now", IN_USE);
      const usedAt = Date.now();
      await pass(MOMENT_MS);
      expect(await lastUse(id)).toEqual({ at: usedAt, path: "/now" });
    }
  });

  test("where many are, they are written every five seconds, in one row", async () => {
    const SECONDS = 60;
    const A_SECOND = 5;
    const ids = await withTokensInUse(SECONDS * A_SECOND);
    const { use, pass, trips } = watchedGathering();
    for (let second = 0; second < SECONDS; second++) {
      for (const id of ids.slice(second * A_SECOND, (second + 1) * A_SECOND)) use(id, `/${second}`, IN_USE);
      await pass(SECOND_MS);
      const known = await recordedUsesOf(ids.slice(0, Math.max(0, second - 5) * A_SECOND));
      for (const { use } of known.values()) expect(use.path).not.toBe("/before");
    }
    await pass(5 * SECOND_MS);
    expect(rowsWritten(trips)).toBeLessThanOrEqual(10 + SECONDS / 5 + 1);
    expect([...(await recordedUsesOf(ids)).values()].map(({ use }) => use.path)).not.toContain("/before");
  });

  test("a token at rest does not wait for them", async () => {
    const ids = await withTokensInUse(30);
    const [id] = await withTokens(1);
    const { use, pass } = watchedGathering();
    for (const busy of ids) {
      use(busy, "/", IN_USE);
      await pass(10);
    }
    use(id, "/first");
    await pass(250);
    expect(await lastUse(id)).toMatchObject({ path: "/first" });
  });

  test("500 used 200 times a second: a row or two at a time, none lost that is older than 25 s", async () => {
    const TICK_MS = 500;
    const ids = await withTokensInUse(500);
    const { use, pass, trips } = watchedGathering();
    const uses: [id: string, at: number][] = [];
    for (let at = 0; at < 60 * SECOND_MS; at += TICK_MS) {
      for (let nth = 0; nth < 100; nth++) {
        const id = ids[(7 * uses.length) % ids.length] as string;
        use(id, "/", IN_USE);
        uses.push([id, Date.now()]);
      }
      await pass(TICK_MS);
      if (at % (10 * SECOND_MS) > 0) continue;
      const recorded = await recordedUsesOf(ids);
      const due = new Map(uses.filter(([, usedAt]) => usedAt <= Date.now() - 25 * SECOND_MS));
      for (const [id, usedAt] of due) expect(recorded.get(id)?.at).toBeGreaterThanOrEqual(usedAt);
    }
    await pass(25 * SECOND_MS);
    const recorded = await recordedUsesOf(ids);
    expect(new Map([...recorded].map(([id, { at }]) => [id, at]))).toEqual(new Map(uses));
    expect(rowsWritten(trips)).toBeLessThanOrEqual(2 * (10 + 12 + 4));
  });

  test("D1 failing loses none of them: the next write brings it", async () => {
    const [busy, other] = (await withTokensInUse(2)) as [string, string];
    let broken = true;
    const { use, pass, failures } = watchedGathering(() => (broken ? unreachable() : undefined));
    use(busy, "/kept", IN_USE);
    const usedAt = Date.now();
    await pass(MOMENT_MS);
    expect(failures).toHaveLength(1);
    broken = false;
    await pass(30 * SECOND_MS);
    use(other, "/later", IN_USE);
    await pass(20 * SECOND_MS);
    expect(await lastUse(busy)).toEqual({ at: usedAt, path: "/kept" });
  });

  test("a write whose request was ended early is taken over by the next use", async () => {
    const ids = await withTokensInUse(12);
    const { use, pass, written, writes } = watchedGathering();
    for (const id of ids.slice(0, 11)) {
      use(id, "/", IN_USE);
      await pass(MOMENT_MS);
    }
    // The eleventh waits for five seconds, and ends with its request.
    vi.clearAllTimers();
    await pass(12 * SECOND_MS);
    use(ids[11] as string, "/takes-over", IN_USE);
    for (let looks = 0; looks < 50 && writes() < 11; looks++) await written();
    expect(await lastUse(ids[10] as string)).toMatchObject({ path: "/" });
    expect(await lastUse(ids[11] as string)).toMatchObject({ path: "/takes-over" });
  });

  test("where D1 is slow, what is used meanwhile goes with the next write", async () => {
    const ids = await withTokensInUse(9);
    let letGo = () => {};
    const held = new Promise<void>((resolve) => (letGo = resolve));
    let holding = true;
    const { use, pass, written, writes } = watchedGathering(() => (holding ? held : undefined));
    use(ids[0], "/slow", IN_USE);
    await pass(MOMENT_MS);
    for (const id of ids.slice(1)) use(id, "/meanwhile", IN_USE);
    holding = false;
    letGo();
    for (let looks = 0; looks < 50 && writes() < 2; looks++) await pass(MOMENT_MS);
    await written();
    expect(writes()).toBe(2);
    expect((await lastUse(ids[0]))?.path).toBe("/slow");
    for (const id of ids.slice(1)) expect((await lastUse(id))?.path).toBe("/meanwhile");
  });

  test("D1 refusing what goes into rows keeps nothing off the sheets", async () => {
    const [resting] = await withTokens(1);
    const [busy] = await withTokensInUse(1);
    const { use, pass } = watchedGathering((sql) =>
      /json_group_object/.test(sql) ? undefined : unreachable(),
    );
    use(resting, "/first");
    use(busy, "/busy", IN_USE);
    await pass(SECOND_MS);
    use(busy, "/later", IN_USE);
    await pass(21 * SECOND_MS);
    expect(await lastUse(busy)).toMatchObject({ path: "/later" });
  });
});
