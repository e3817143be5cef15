import { env } from "cloudflare:workers";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { connect } from "../../../db/connect.ts";
import { listApiTokens } from "../../../db/member-tokens/list.ts";
import { listSecondaryTokens } from "../../../db/member-tokens/secondary.ts";
import { listOrganizationTokens } from "../../../db/organization-tokens/list.ts";
import { findApiToken } from "../../../db/tokens/tokens.ts";
import { gather as gatherAll } from "../../../db/uses/gather.ts";
import { recordUses } from "../../../db/uses/rows.ts";
import { FULL_SHEET } from "../../../db/uses/rows-sql.ts";
import { bringIntoRows, removeSheets, settleUses } from "../../../db/uses/settle.ts";
import type { TokenUse } from "../../../db/uses/token-use.ts";
import type { TokenSort } from "../../../worker/domain/tokens/token-sort.ts";
import { rows } from "../../factories/rows.ts";
import { scenario } from "../../factories/scenario.ts";
import { counting } from "../../world/counting.ts";

const database = connect(env.DB);
const get = (path: string) => ({ method: "GET", path });

const gather = (...uses: TokenUse[]) => gatherAll(database, { uses });

async function tokens(howMany: number) {
  let made = scenario().withOrganization().withMember();
  for (let nth = 0; nth < howMany; nth++) made = made.withToken({ createdAt: nth });
  const { tokens, member } = await made.written();
  const owner = { organizationId: member.organizationId, userId: member.user.id };
  return { owner, ids: tokens.map(({ id }) => id) as [string, ...string[]] };
}

const SORTS: TokenSort[] = (["last_used", "last_usage", "created"] as const).flatMap((by) => [
  { by, descending: false },
  { by, descending: true },
]);

async function walk(
  organizationId: string,
  { sort, limit = 200, q }: { sort: TokenSort; limit?: number; q?: string },
  between: () => Promise<void> = async () => {},
) {
  const found = [];
  let cursor: string | undefined;
  do {
    const ask = { sort, limit, cursor, q, tokenPrefix: "lk" };
    const { items, nextCursor } = await listOrganizationTokens(database, organizationId, ask);
    found.push(...items);
    cursor = nextCursor ?? undefined;
    if (cursor) await between();
  } while (cursor);
  return found;
}

describe("a use on a sheet", () => {
  test("is what every list tells of the token", async () => {
    const { owner, ids } = await tokens(2);
    await recordUses(database, [{ id: ids[0], at: 1_000, use: get("/row") }]);
    await gather({ id: ids[0], at: 2_000, use: get("/sheet") });
    const told = { lastUsedAt: 2_000, lastUsed: get("/sheet") };
    const never = { lastUsedAt: null, lastUsed: null };
    const { items } = await listApiTokens(database, owner, { limit: 5 });
    expect(items).toMatchObject([never, told]);
    expect(await findApiToken(database, owner, ids[0])).toMatchObject(told);
    const sort = { by: "created", descending: true } as const;
    const secondary = { sort, firstId: "", limit: 5, now: 3_000, sessionIdleMs: 1e9 };
    expect((await listSecondaryTokens(database, owner, secondary)).items).toMatchObject([never, told]);
    for (const sort of SORTS) {
      const listed = await walk(owner.organizationId, { sort });
      expect(listed.find(({ id }) => id === ids[0])).toMatchObject(told);
      expect(listed.find(({ id }) => id === ids[1])).toMatchObject(never);
      const searched = await walk(owner.organizationId, { sort, q: ids[0] });
      expect(searched).toMatchObject([told]);
    }
  });

  test("takes no later one's place, in a row or on a sheet, in whatever order they are written", async () => {
    const { owner, ids } = await tokens(1);
    const use = (at: number) => ({ id: ids[0], at, use: get(`/${at}`) });
    await gather(use(10));
    await gather(use(30));
    await gather(use(20));
    const told = () => findApiToken(database, owner, ids[0]);
    expect(await told()).toMatchObject({ lastUsedAt: 30, lastUsed: get("/30") });
    await recordUses(database, [use(40)]);
    expect(await told()).toMatchObject({ lastUsedAt: 40, lastUsed: get("/40") });
    await gather(use(35));
    expect(await told()).toMatchObject({ lastUsedAt: 40, lastUsed: get("/40") });
  });

  test("costs a row for each sheet, however many are used, but for the first of each", async () => {
    const { ids } = await tokens(2 * FULL_SHEET);
    await env.DB.prepare("DELETE FROM use_sheet").run();
    const { d1, counter } = counting(env.DB);
    const written = async (at: number, used = ids as string[]) => {
      const before = counter.written;
      await gatherAll(connect(d1), { uses: used.map((id) => ({ id, at, use: get("/") })) });
      return counter.written - before;
    };
    // Two rows for each token; each of the two sheets is created, counted and written.
    expect(await written(1)).toBe(2 * ids.length + 2 * 3);
    // A full sheet is followed by one other.
    expect(await written(2)).toBe(2 + 1);
    expect(await written(3)).toBe(2);
    expect(await written(4, ids.slice(0, 7))).toBe(1);
  });

  test("is on one sheet with those of other organizations, and told to none of them", async () => {
    const [one, other] = [await tokens(2), await tokens(2)];
    await gather(
      { id: one.ids[0], at: 5, use: get("/one") },
      { id: other.ids[0], at: 7, use: get("/other") },
    );
    await gather(
      { id: one.ids[0], at: 15, use: get("/one") },
      { id: other.ids[0], at: 17, use: get("/other") },
    );
    for (const sort of SORTS) {
      const paths = async (organizationId: string) =>
        (await walk(organizationId, { sort })).map(({ lastUsed }) => lastUsed?.path);
      expect((await paths(one.owner.organizationId)).toSorted()).toEqual(["/one", undefined]);
      expect((await paths(other.owner.organizationId)).toSorted()).toEqual(["/other", undefined]);
    }
  });

  test("of a token that was marked before there were sheets is kept", async () => {
    const { owner, ids } = await tokens(1);
    await recordUses(database, [{ id: ids[0], at: 5, use: get("/before") }]);
    await env.DB.prepare("UPDATE token SET use_sheet = NULL WHERE id = ?").bind(ids[0]).run();
    await gather({ id: ids[0], at: 9, use: get("/row") });
    await gather({ id: ids[0], at: 12, use: get("/sheet") });
    expect(await findApiToken(database, owner, ids[0])).toMatchObject({
      lastUsedAt: 12,
      lastUsed: get("/sheet"),
    });
  });

  test("fills a sheet with the longest paths, and still fits into a row of D1", async () => {
    const { owner, ids } = await tokens(2 * FULL_SHEET - 1);
    await env.DB.prepare("DELETE FROM use_sheet").run();
    const path = "\u0001".repeat(200);
    const used = (at: number) => ids.map((id) => ({ id, at, use: get(path) }));
    await gather(...used(1).slice(0, FULL_SHEET - 1));
    await gather(...used(1).slice(FULL_SHEET - 1));
    for (const at of [2, 3]) await gather(...used(at));
    const sheets = await rows<{ tokens: number }>("SELECT tokens FROM use_sheet");
    expect(sheets[0]).toEqual({ tokens: 2 * FULL_SHEET - 1 });
    expect(await findApiToken(database, owner, ids.at(-1) as string)).toMatchObject({
      lastUsedAt: 3,
      lastUsed: get(path),
    });
  });

  test("of a token that is gone troubles nobody", async () => {
    const { owner, ids } = await tokens(1);
    await gather({ id: "000000000000", at: 5, use: get("/") });
    expect((await listApiTokens(database, owner, { limit: 5 })).items).toMatchObject([{ id: ids[0] }]);
  });

  test("costs a page that does not sort by it a row for each token in use, and no further question", async () => {
    const { owner, ids } = await tokens(20);
    const { d1, counter } = counting(env.DB);
    const read = async (limit: number) => {
      const before = counter.read;
      const sort = { by: "created", descending: true } as const;
      const asked = { sort, limit, tokenPrefix: "lk" };
      await listOrganizationTokens(connect(d1), owner.organizationId, asked);
      return counter.read - before;
    };
    const atRest = await read(20);
    for (const at of [1, 2, 3]) await gather(...ids.slice(0, 15).map((id) => ({ id, at, use: get("/") })));
    expect(await read(20)).toBe(atRest + 15);
  });
});

describe("the order of last uses", () => {
  const use = fc.record({
    nth: fc.nat(5),
    at: fc.integer({ min: 1, max: 40 }),
    path: fc.constantFrom("/a", "/b", "/c"),
    by: fc.constantFrom("row", "sheet"),
  });

  test("is exact, wherever uses were written", async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.array(use, { minLength: 1, maxLength: 4 }), { maxLength: 5 }),
        async (flushes) => {
          const { owner, ids } = await tokens(6);
          // Of several uses in one millisecond, any may be told.
          const latest = new Map<string, { at: number; usages: string[] }>();
          for (const flush of flushes) {
            for (const { nth, at, path, by } of flush) {
              const id = ids[nth] as string;
              const noted = { id, at: at * 1_000, use: get(path) };
              if (by === "row") await recordUses(database, [noted]);
              else await gather(noted);
              const known = latest.get(id);
              if (known?.at === noted.at) known.usages.push(`GET ${path}`);
              else if (noted.at > (known?.at ?? -1))
                latest.set(id, { at: noted.at, usages: [`GET ${path}`] });
            }
          }
          for (const by of ["last_used", "last_usage"] as const) {
            const walked = await walk(owner.organizationId, { sort: { by, descending: false } });
            const tells = walked.map(({ id, lastUsedAt, lastUsed }) => {
              const usage = lastUsed ? `${lastUsed.method} ${lastUsed.path}` : "";
              expect(lastUsedAt).toBe(latest.get(id)?.at ?? null);
              expect(latest.get(id)?.usages ?? [""]).toContain(usage);
              return { id, key: by === "last_used" ? (lastUsedAt ?? -1) : usage };
            });
            expect(tells.map(({ id }) => id).toSorted()).toEqual(ids.toSorted());
            const keys = tells.map(({ key }) => key);
            expect(keys).toEqual(keys.toSorted((a, b) => (a < b ? -1 : Number(a > b))));
          }
        },
      ),
      { numRuns: 15 },
    );
  });

  test.each(SORTS)(
    "gives tokens that nobody uses to a walk once, while others are used: $by, descending $descending",
    async (sort) => {
      const { owner, ids } = await tokens(12);
      const busy = ids.slice(0, 6);
      const gatherAll = (used: string[], at: number) =>
        gather(...used.map((id, nth) => ({ id, at: at + nth, use: get(`/${(at + nth) % 4}`) })));
      await gatherAll(ids.slice(0, 9), 1_000);
      await gatherAll(ids.slice(0, 9), 2_000);
      let rounds = 0;
      const walked = await walk(owner.organizationId, { sort, limit: 2 }, async () => {
        if (++rounds <= 6) await gatherAll(busy, 3_000 + rounds * 10);
      });
      const quiet = walked.map(({ id }) => id).filter((id) => !busy.includes(id));
      expect(quiet.toSorted()).toEqual(ids.slice(6).toSorted());
    },
  );
});

describe("what comes to rest", () => {
  const rest = async (before: number) => {
    await bringIntoRows(database, before);
    while ((await settleUses(database, before, 1_000)) === 1_000);
  };
  const inRows = (id: string) =>
    rows(
      `SELECT last_used_at AS at, last_used_path AS path, sorted_used_at AS sortedAt, sorted_usage AS sortedUsage,
         use_marked_at IS NOT NULL AS marked FROM token WHERE id = ?`,
      id,
    ).then(([row]) => row);

  test("moves from its sheet into its row, and to its place; what is in use stays", async () => {
    const { owner, ids } = await tokens(3);
    const [resting, busy, sheetless] = ids as unknown as [string, string, string];
    await gather({ id: resting, at: 10, use: get("/1") }, { id: busy, at: 10, use: get("/1") });
    await gather({ id: resting, at: 20, use: get("/2") }, { id: busy, at: 90, use: get("/2") });
    await recordUses(database, [{ id: sheetless, at: 15, use: get("/row") }]);
    await rest(50);
    expect(await inRows(resting)).toEqual({
      at: 20,
      path: "/2",
      sortedAt: 20,
      sortedUsage: "GET /2",
      marked: 0,
    });
    expect(await inRows(sheetless)).toEqual({
      at: 15,
      path: "/row",
      sortedAt: 15,
      sortedUsage: "GET /row",
      marked: 0,
    });
    expect(await inRows(busy)).toMatchObject({ sortedAt: -1, marked: 1 });
    expect(await settleUses(database, 50, 1_000)).toBe(0);
    await removeSheets(database);
    expect(await findApiToken(database, owner, busy)).toMatchObject({ lastUsedAt: 90, lastUsed: get("/2") });
    await rest(100);
    await removeSheets(database);
    expect(await inRows(busy)).toEqual({
      at: 90,
      path: "/2",
      sortedAt: 90,
      sortedUsage: "GET /2",
      marked: 0,
    });
    await rest(1e13);
    await removeSheets(database);
    expect(await rows("SELECT id FROM use_sheet")).toEqual([]);
  });

  test("a use that is written after its token came to rest marks it again", async () => {
    const { owner, ids } = await tokens(1);
    await gather({ id: ids[0], at: 10, use: get("/1") });
    await rest(50);
    await gather({ id: ids[0], at: 60, use: get("/late") });
    expect(await findApiToken(database, owner, ids[0])).toMatchObject({
      lastUsedAt: 60,
      lastUsed: get("/late"),
    });
  });

  test("settling in small pieces moves every token, once", async () => {
    const { ids } = await tokens(25);
    await rest(1e12);
    await gather(...ids.map((id, nth) => ({ id, at: nth + 1, use: get("/") })));
    const moved = [];
    for (let round = 0; round < 4; round++) moved.push(await settleUses(database, 100, 10));
    expect(moved).toEqual([10, 10, 5, 0]);
  });
});
