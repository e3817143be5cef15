import { env } from "cloudflare:workers";
import { expect, test, vi } from "vitest";
import { connect } from "../../db/connect.ts";
import { countersOf } from "../../db/usage/read.ts";
import { MOST_ROUTES } from "../../worker/domain/usage/counter.ts";
import { UsageRecorder } from "../../worker/verification/record-usage.ts";
import { scenario } from "../factories/scenario.ts";
import { unreachable, watchedDatabase } from "../factories/watched.ts";
import { clockInHand } from "../world/clock-in-hand.ts";

clockInHand();

async function recorder(before?: () => unknown) {
  const { token } = await scenario().withOrganization().withMember().withToken().written();
  const { database, trips } = watchedDatabase(env.DB, before);
  const failures: unknown[] = [];
  const deferred: Promise<unknown>[] = [];
  const ground = {
    database: connect(database),
    now: Date.now,
    defer: (work: Promise<unknown>) => {
      deferred.push(work.catch((error) => failures.push(error)));
    },
  };
  const usage = new UsageRecorder();
  return {
    failures,
    trips,
    use: (path: string, permissions: string[] = []) =>
      usage.accepted(ground, token.id, { use: { method: "GET", path } }, permissions),
    useOf: (endpoint: string) =>
      usage.accepted(ground, token.id, { use: { method: "GET", path: "/raw" }, endpoint }),
    /** Lets the moment pass after which the first count is written. */
    written: async () => {
      await vi.advanceTimersByTimeAsync(300);
      await Promise.all(deferred);
    },
    /** Lets time pass, and D1 write what is due. */
    pass: async (ms: number) => {
      await vi.advanceTimersByTimeAsync(ms);
      await Promise.all(deferred);
    },
    told: () => countersOf(connect(env.DB), token.id, { now: Date.now(), span: 1 }),
  };
}

test("the first use is written a moment later, others together within 20 seconds", async () => {
  const { use, written, pass, trips, told } = await recorder();
  use("/reports");
  await written();
  expect(trips).toHaveLength(1);
  for (let nth = 0; nth < 100; nth++) use(`/reports/${nth}`);
  await pass(20_000);
  expect(trips).toHaveLength(2);
  expect(await told()).toMatchObject([
    { route: "/reports", count: 1 },
    { route: "/reports/{id}", count: 100 },
  ]);
});

test("several permissions of one request are all used, and the request counts once", async () => {
  const { use, written, told } = await recorder();
  use("/reports", ["reports:read", "reports:write", "reports:read"]);
  await written();
  const both = (await told()).map(({ permission, count }) => [permission, count]);
  expect(both.toSorted()).toEqual([
    ["reports:read", 1],
    ["reports:write", 0],
  ]);
});

test("an endpoint that is known by name is the route", async () => {
  const { useOf, written, told } = await recorder();
  useOf("* /reports/{report}");
  await written();
  expect(await told()).toMatchObject([{ method: "*", route: "/reports/{report}" }]);
});

test("no more routes are told apart than may be", async () => {
  const { use, pass, told } = await recorder();
  for (let nth = 0; nth < MOST_ROUTES + 10; nth++)
    use(`/route-${"abcdefgh"[nth % 8]}${"ijklmnop"[Math.floor(nth / 8)]}`);
  await pass(20_000);
  const counters = await told();
  expect(counters).toHaveLength(MOST_ROUTES + 1);
  expect(counters.find(({ route }) => route === "other")).toMatchObject({ method: "*", count: 10 });
});

test("what D1 does not take is counted with what follows", async () => {
  let isThere = false;
  const { use, written, pass, failures, told } = await recorder(() => isThere || unreachable());
  use("/reports");
  await written();
  expect(failures).toHaveLength(1);
  isThere = true;
  use("/reports");
  await pass(20_000);
  expect(await told()).toMatchObject([{ route: "/reports", count: 2 }]);
});
