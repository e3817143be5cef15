import { env } from "cloudflare:workers";
import { beforeEach, describe, expect, test } from "vitest";
import { connect, type Database } from "../../../db/connect.ts";
import { foldCounts, removeTriedBefore, removeUsageBefore } from "../../../db/usage/fold.ts";
import { countersOf } from "../../../db/usage/read.ts";
import { gather } from "../../../db/uses/gather.ts";
import { removeSheets, settleUses } from "../../../db/uses/settle.ts";
import { DAY_MS, HOUR_MS } from "../../../worker/domain/durations.ts";
import { type Counter, type DayCounter, MOST_ROUTES } from "../../../worker/domain/usage/counter.ts";
import { rows } from "../../factories/rows.ts";
import { scenario } from "../../factories/scenario.ts";
import { watchedDatabase } from "../../factories/watched.ts";
import { counting } from "../../world/counting.ts";

const TODAY = 20_785;
const database = connect(env.DB);

beforeEach(async () => {
  await env.DB.batch(
    [
      "DELETE FROM use_sheet",
      "DELETE FROM token_usage_day",
      "DELETE FROM refused_since",
      "DELETE FROM token_permission_use",
    ].map((text) => env.DB.prepare(text)),
  );
});

async function tokens(howMany: number): Promise<[string, ...string[]]> {
  let made = scenario().withOrganization().withMember();
  for (let nth = 0; nth < howMany; nth++) made = made.withToken();
  return (await made.written()).tokens.map(({ id }) => id) as [string, ...string[]];
}
const inUse = async (ids: string[], at = 1_000) =>
  gather(database, { uses: ids.map((id) => ({ id, at, use: { method: "GET", path: "/" } })) });
const gatherCounts = (database: Database, counters: readonly Counter[]) => gather(database, { counters });

const counter = (tokenId: string, some: Partial<Counter> = {}): Counter => ({
  tokenId,
  day: TODAY,
  hour: 12,
  method: "GET",
  route: "/reports/{id}",
  permission: "",
  outcome: "accepted",
  count: 1,
  lastAt: 100,
  ...some,
});
const NOW = TODAY * DAY_MS + 12 * HOUR_MS + 1;
const told = (id: string, span = 90, now = NOW) => countersOf(database, id, { now, span });
/** The counter as read at `NOW`. */
const read = (...given: Parameters<typeof counter>): DayCounter => {
  const { hour, ...one } = counter(...given);
  return { ...one, recent: one.day === TODAY || (one.day === TODAY - 1 && hour >= 12) ? one.count : 0 };
};
const inDays = () =>
  rows<Record<string, unknown>>("SELECT * FROM token_usage_day ORDER BY day, token_id, route");

describe("counts", () => {
  test("of a token in use are on its sheet, of one at rest in its day, and read alike", async () => {
    const [busy, resting] = (await tokens(2)) as unknown as [string, string];
    await inUse([busy]);
    await gatherCounts(database, [counter(busy), counter(resting, { outcome: "expired" })]);
    await gatherCounts(database, [
      counter(busy, { count: 2, lastAt: 90 }),
      counter(resting, { outcome: "expired", count: 4, lastAt: 200 }),
    ]);
    expect(await told(busy)).toEqual([read(busy, { count: 3 })]);
    expect(await told(resting)).toEqual([read(resting, { outcome: "expired", count: 5, lastAt: 200 })]);
    expect(await inDays()).toHaveLength(1);
    await foldCounts(database, null);
    expect(await inDays()).toHaveLength(2);
    await gatherCounts(database, [counter(busy, { lastAt: 300 })]);
    expect(await told(busy)).toEqual([read(busy, { count: 4, lastAt: 300 })]);
  });

  test("are of the days that are asked for, and of no other token", async () => {
    const [one, other] = (await tokens(2)) as unknown as [string, string];
    await inUse([one, other]);
    const days = [TODAY - 30, TODAY - 1, TODAY];
    await gatherCounts(
      database,
      days.map((day) => counter(one, { day })),
    );
    expect((await told(one, 30)).map(({ day }) => day)).toEqual([TODAY - 1, TODAY]);
    await foldCounts(database, null);
    expect((await told(one, 30)).map(({ day }) => day)).toEqual([TODAY - 1, TODAY]);
    expect(await told(one, 31)).toHaveLength(3);
    expect(await told(other)).toEqual([]);
  });

  test("of the last 24 hours are told by the hour, whether folded or not, also of the version before", async () => {
    const [id] = await tokens(1);
    await inUse([id]);
    const hours = [
      { day: TODAY - 2, hour: 23 },
      { day: TODAY - 1, hour: 11 },
      { day: TODAY - 1, hour: 12 },
      { day: TODAY, hour: 0 },
    ];
    const recent = async () => (await told(id)).map(({ day, count, recent }) => [day - TODAY, count, recent]);
    for (let time = 1; time <= 2; time++) {
      await gatherCounts(
        database,
        hours.map((at) => counter(id, { ...at, count: 5 })),
      );
      expect(await recent()).toEqual([
        [-2, 5 * time, 0],
        [-1, 10 * time, 5 * time],
        [0, 5 * time, 5 * time],
      ]);
      await foldCounts(database, null);
      expect(await recent()).toEqual([
        [-2, 5 * time, 0],
        [-1, 10 * time, 5 * time],
        [0, 5 * time, 5 * time],
      ]);
    }
    const hourless = JSON.stringify([id, TODAY, "GET", "/reports/{id}", "", "accepted"]);
    await env.DB.prepare("UPDATE use_sheet SET counts = json_object(?, json_array(7, 100))")
      .bind(hourless)
      .run();
    expect((await recent()).at(-1)).toEqual([0, 17, 10]);
    await foldCounts(database, null);
    expect((await recent()).at(-1)).toEqual([0, 17, 10]);
  });

  test("keep on which day each permission was last needed, a row a day at most, as long as the token lives", async () => {
    const [busy, resting] = (await tokens(2)) as unknown as [string, string];
    await inUse([busy]);
    const needs = (id: string, day: number, permission = "reports:read") => counter(id, { day, permission });
    const write = async (...counters: Counter[]) => {
      const { d1, counter: count } = counting(env.DB);
      await gatherCounts(connect(d1), counters);
      await foldCounts(connect(d1), null);
      return count.written;
    };
    const kept = () => rows("SELECT token_id, permission, day FROM token_permission_use ORDER BY day");
    const refused = counter(busy, { permission: "reports:write", outcome: "permission-missing" });
    await write(needs(busy, TODAY - 1), needs(resting, TODAY, "reports:write"), refused);
    expect(await kept()).toEqual([
      { token_id: busy, permission: "reports:read", day: TODAY - 1 },
      { token_id: resting, permission: "reports:write", day: TODAY },
    ]);
    const another = await write(needs(busy, TODAY));
    expect(await write(needs(busy, TODAY))).toBeLessThan(another);
    await env.DB.prepare("DELETE FROM token WHERE id = ?").bind(resting).run();
    expect(await kept()).toEqual([{ token_id: busy, permission: "reports:read", day: TODAY }]);
  });

  test("that two isolates write at once all count", async () => {
    const [id] = await tokens(1);
    await inUse([id]);
    await Promise.all(Array.from({ length: 8 }, () => gatherCounts(database, [counter(id)])));
    await Promise.all([gatherCounts(database, [counter(id)]), foldCounts(database, null)]);
    await foldCounts(database, null);
    expect(await told(id)).toEqual([read(id, { count: 9 })]);
  });

  test("of a token that is gone, or a session's, are nobody's", async () => {
    await gatherCounts(database, [counter("000000000000")]);
    expect(await inDays()).toEqual([]);
  });

  test("cost a row for each sheet, however many tokens are counted; folded, two the first time and then one", async () => {
    const ids = await tokens(100);
    await inUse(ids);
    const { d1, counter: count } = counting(env.DB);
    const written = async (work: (database: ReturnType<typeof connect>) => Promise<unknown>) => {
      const before = count.written;
      await work(connect(d1));
      return count.written - before;
    };
    const counters = ids.map((id) => counter(id));
    expect(await written((counted) => gatherCounts(counted, counters))).toBe(1);
    expect(await written((counted) => foldCounts(counted, null))).toBe(2 * ids.length + 1);
    expect(await written((counted) => gatherCounts(counted, counters))).toBe(1);
    expect(await written((counted) => foldCounts(counted, null))).toBe(ids.length + 1);
  });

  test("and last uses of the same tokens are one row for each sheet, and are read without taking it apart", async () => {
    const ids = await tokens(100);
    await inUse(ids);
    await gatherCounts(
      database,
      ids.map((id) => counter(id)),
    );
    const { d1, counter: count } = counting(env.DB);
    await gather(connect(d1), {
      uses: ids.map((id) => ({ id, at: 2_000, use: { method: "GET", path: "/" } })),
      counters: ids.map((id) => counter(id)),
    });
    expect(count.written).toBe(1);
    expect(count.read).toBeLessThanOrEqual(6 * ids.length + 20);
    expect(await told(ids[0])).toEqual([read(ids[0], { count: 2 })]);
  });

  test("of a token that came to rest after a later use are not lost", async () => {
    const [id] = await tokens(1);
    await inUse([id], 40);
    await settleUses(database, 50, 100);
    await gather(database, {
      uses: [{ id, at: 35, use: { method: "GET", path: "/late" } }],
      counters: [counter(id)],
    });
    expect(await told(id)).toEqual([read(id)]);
    expect(await rows("SELECT last_used_at, last_used_path FROM token WHERE id = ?", id)).toEqual([
      { last_used_at: 40, last_used_path: "/" },
    ]);
  });

  test("of which D1 takes only some are kept without these", async () => {
    const [one, other] = (await tokens(2)) as unknown as [string, string];
    await inUse([one, other]);
    const many = (id: string) =>
      Array.from({ length: 2_000 }, (_, nth) =>
        counter(id, { route: `/${"x".repeat(300)}${nth % 40}`, day: nth }),
      );
    let batches = 0;
    const { database: failing } = watchedDatabase(env.DB, () => {
      if (++batches > 1) throw new Error("D1_ERROR: Network connection lost.");
    });
    const kept: Counter[] = [];
    const counters = [...many(one), ...many(other)];
    const gathering = gather(connect(failing), { counters }, (untaken) => kept.push(...untaken.counters));
    await expect(gathering).rejects.toThrow("D1_ERROR");
    const [sheet] = await rows<{ taken: number }>(
      "SELECT (SELECT count(*) FROM json_each(counts)) AS taken FROM use_sheet",
    );
    expect(sheet?.taken).toBeGreaterThan(0);
    expect(kept).toHaveLength(4_000 - (sheet?.taken ?? 0));
  });

  test("cost one trip where they are written, and one where they are read", async () => {
    const [id] = await tokens(1);
    await inUse([id]);
    const { database: watched, trips } = watchedDatabase(env.DB);
    await gatherCounts(connect(watched), [counter(id)]);
    expect(trips).toHaveLength(1);
    await countersOf(connect(watched), id, { now: NOW, span: 30 });
    expect(trips).toHaveLength(2);
    expect(trips[1]?.rowsRead).toBeLessThan(40);
  });

  test("are put into days as soon as their sheet is full", async () => {
    const [id] = await tokens(1);
    await inUse([id]);
    const many = (batch: number) =>
      Array.from({ length: 1_000 }, (_, nth) =>
        counter(id, { day: TODAY - (nth % 80), route: `/${batch}/${"x".repeat(300)}${nth % 40}` }),
      );
    for (const batch of [1, 2, 3]) await gatherCounts(database, many(batch));
    const [sheet] = await rows<{ size: number }>("SELECT length(counts) AS size FROM use_sheet");
    expect(sheet?.size).toBeLessThan(1_000_000);
    const total = (await told(id)).reduce((sum, { count }) => sum + count, 0);
    expect(total).toBe(3_000);
  });
});

describe("a token and day", () => {
  test(`has at most ${MOST_ROUTES} routes, the most used of those that come at once; the rest is other`, async () => {
    const [id] = await tokens(1);
    const routes = (howMany: number, name: string) =>
      Array.from({ length: howMany }, (_, nth) =>
        counter(id, { route: `/${name}${nth}`, count: nth + 1, lastAt: nth }),
      );
    await gatherCounts(database, routes(30, "a"));
    await gatherCounts(database, [...routes(30, "b"), counter(id, { route: "/a0", count: 100 })]);
    const counters = await told(id);
    expect(counters).toHaveLength(MOST_ROUTES + 1);
    expect(counters.find(({ route }) => route === "/a0")?.count).toBe(101);
    expect(counters.find(({ route }) => route === "/b10")?.count).toBe(11);
    const other = counters.find(({ route }) => route === "other");
    expect(other).toEqual(read(id, { method: "*", route: "other", count: 55, lastAt: 9 }));
    await gatherCounts(database, routes(30, "c"));
    expect(await told(id)).toHaveLength(MOST_ROUTES + 1);
    expect((await told(id)).reduce((sum, { count }) => sum + count, 0)).toBe(465 * 3 + 100);
  });
});

describe("what is folded", () => {
  test("is of tokens that come to rest; the others stay, and so does their sheet", async () => {
    const [resting, busy] = (await tokens(2)) as unknown as [string, string];
    await inUse([resting], 10);
    await inUse([busy], 90);
    await gatherCounts(database, [counter(resting), counter(busy)]);
    await foldCounts(database, 50);
    await settleUses(database, 50, 100);
    await removeSheets(database);
    expect((await inDays()).map(({ token_id }) => token_id)).toEqual([resting]);
    expect(await told(resting)).toEqual([read(resting)]);
    expect(await told(busy)).toEqual([read(busy)]);
    await foldCounts(database, 50);
    expect(await told(resting)).toEqual([read(resting)]);
  });

  test("is nothing where D1 fails in the middle, and all of it the next time", async () => {
    const [id] = await tokens(1);
    await inUse([id]);
    await gatherCounts(database, [counter(id)]);
    const { database: failing } = watchedDatabase(env.DB, (text) => {
      if (text.includes("INSERT INTO token_usage_day")) throw new Error("D1_ERROR: Network connection lost.");
    });
    await expect(foldCounts(connect(failing), null)).rejects.toThrow("D1_ERROR");
    expect(await told(id)).toEqual([read(id)]);
    await foldCounts(database, null);
    expect(await told(id)).toEqual([read(id)]);
  });

  test("is forgotten by days, some rows at a time", async () => {
    const [id] = await tokens(1);
    await gatherCounts(
      database,
      [TODAY - 91, TODAY - 90, TODAY].map((day) => counter(id, { day })),
    );
    expect(await removeUsageBefore(database, TODAY - 90, 10)).toBe(1);
    expect((await inDays()).map(({ day }) => day)).toEqual([TODAY - 90, TODAY]);
  });
});

test("that a revoked token is tried is counted, and forgotten when nobody does any more", async () => {
  const tried = counter("000000000000", { outcome: "revoked" });
  await gatherCounts(database, [
    { ...tried, route: "/" },
    { ...tried, day: TODAY + 1, count: 3, lastAt: 500 },
  ]);
  await gatherCounts(database, [{ ...tried, lastAt: 50, route: "/earlier" }]);
  expect(await rows("SELECT * FROM refused_since")).toEqual([
    { token_id: "000000000000", count: 5, last_at: 500, method: "GET", route: "/reports/{id}" },
  ]);
  await removeTriedBefore(database, 501);
  expect(await rows("SELECT * FROM refused_since")).toEqual([]);
});
