import { env } from "cloudflare:workers";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { connect } from "../../db/connect.ts";
import { listOrganizationTokens } from "../../db/organization-tokens.ts";
import { listSecondaryTokens } from "../../db/secondary-tokens.ts";
import { removeSheets, settleUses } from "../../db/settled-uses.ts";
import { recordUses, type TokenUse } from "../../db/token-uses.ts";
import { findApiToken, listApiTokens } from "../../db/tokens.ts";
import { writeSheets } from "../../db/use-sheets.ts";
import type { TokenSort } from "../../worker/domain/tokens/token-sort.ts";
import { UseSheets } from "../../worker/verification/use-sheets.ts";
import { randomBytes } from "../factories/random-bytes.ts";
import { rows } from "../factories/rows.ts";
import { scenario } from "../factories/scenario.ts";
import { counting } from "../world/counting.ts";

const database = connect(env.DB);
const get = (path: string) => ({ method: "GET", path });

/** An isolate's sheets, and how it writes on them. */
function isolate() {
  const sheets = new UseSheets();
  return {
    use: (...uses: TokenUse[]) =>
      writeSheets(database, sheets.note(uses, uses[0]?.at ?? 0, randomBytes), uses),
  };
}

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
  { sort, limit = 200, now = 1e12, q }: { sort: TokenSort; limit?: number; now?: number; q?: string },
  between: () => Promise<void> = async () => {},
) {
  const found = [];
  let cursor: string | undefined;
  do {
    const ask = { sort, limit, now, cursor, q, tokenPrefix: "lk" };
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
    await isolate().use({ id: ids[0], at: 2_000, use: get("/sheet") });
    const told = { lastUsedAt: 2_000, lastUsed: get("/sheet") };
    const never = { lastUsedAt: null, lastUsed: null };
    const { items } = await listApiTokens(database, owner, { limit: 5 });
    expect(items).toMatchObject([never, told]);
    expect(await findApiToken(database, owner, ids[0])).toMatchObject(told);
    const secondary = { limit: 5, now: 3_000, sessionIdleMs: 1e9 };
    expect((await listSecondaryTokens(database, owner, secondary)).items).toMatchObject([never, told]);
    for (const sort of SORTS) {
      const listed = await walk(owner.organizationId, { sort });
      expect(listed.find(({ id }) => id === ids[0])).toMatchObject(told);
      expect(listed.find(({ id }) => id === ids[1])).toMatchObject(never);
      const searched = await walk(owner.organizationId, { sort, q: ids[0] });
      expect(searched).toMatchObject([told]);
    }
  });

  test("takes no later one's place, in a row or on another isolate's sheet", async () => {
    const { owner, ids } = await tokens(1);
    const [one, other] = [isolate(), isolate()];
    await one.use({ id: ids[0], at: 10, use: get("/10") });
    await other.use({ id: ids[0], at: 30, use: get("/30") });
    await one.use({ id: ids[0], at: 20, use: get("/20") });
    expect(await findApiToken(database, owner, ids[0])).toMatchObject({
      lastUsedAt: 30,
      lastUsed: get("/30"),
    });
    await recordUses(database, [{ id: ids[0], at: 40, use: get("/40") }]);
    expect(await findApiToken(database, owner, ids[0])).toMatchObject({
      lastUsedAt: 40,
      lastUsed: get("/40"),
    });
  });

  test("costs one row for all of them, but for the first of each", async () => {
    const { ids } = await tokens(300);
    const { d1, counter } = counting(env.DB);
    const sheets = new UseSheets();
    const use = async (at: number) => {
      const uses = ids.map((id) => ({ id, at, use: get("/") }));
      const before = counter.written;
      await writeSheets(connect(d1), sheets.note(uses, at, randomBytes), uses);
      return counter.written - before;
    };
    expect(await use(1)).toBe(2 * ids.length + 1);
    expect(await use(2)).toBe(1);
    expect(await use(3)).toBe(1);
  });

  test("of a token that is gone troubles nobody", async () => {
    const { owner, ids } = await tokens(1);
    await isolate().use({ id: "000000000000", at: 5, use: get("/") });
    expect((await listApiTokens(database, owner, { limit: 5 })).items).toMatchObject([{ id: ids[0] }]);
  });

  test("costs a page that does not sort by it a row for each sheet, and nothing where no token is in use", async () => {
    const { owner, ids } = await tokens(20);
    const { d1, counter } = counting(env.DB);
    const read = async (limit: number) => {
      const before = counter.read;
      const sort = { by: "created", descending: true } as const;
      const asked = { sort, limit, now: 1e12, tokenPrefix: "lk" };
      await listOrganizationTokens(connect(d1), owner.organizationId, asked);
      return counter.read - before;
    };
    const atRest = [await read(4), await read(20)];
    await env.DB.prepare("DELETE FROM use_sheet").run();
    for (const at of [1, 2, 3])
      await isolate().use(...ids.slice(0, 15).map((id) => ({ id, at, use: get("/") })));
    expect(await read(4)).toBe(atRest[0]);
    expect(await read(20)).toBe((atRest[1] ?? 0) + 3);
  });

  test("is told of more tokens than D1 takes parameters", async () => {
    const { owner, ids } = await tokens(195);
    await isolate().use(...ids.map((id, nth) => ({ id, at: nth + 1, use: get(`/${nth}`) })));
    const { items } = await listApiTokens(database, owner, { limit: 200 });
    expect(items.map(({ lastUsed }) => lastUsed?.path)).toEqual(ids.map((_, nth) => `/${nth}`).reverse());
  });
});

describe("the order of last uses", () => {
  const use = fc.record({
    nth: fc.nat(5),
    at: fc.integer({ min: 1, max: 40 }),
    path: fc.constantFrom("/a", "/b", "/c"),
    by: fc.constantFrom("row", "one", "other"),
  });

  test("is exact, wherever uses were written", async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.array(use, { minLength: 1, maxLength: 4 }), { maxLength: 5 }),
        async (flushes) => {
          const { owner, ids } = await tokens(6);
          const isolates = { one: isolate(), other: isolate() };
          const latest = new Map<string, { at: number; usage: string }>();
          for (const flush of flushes) {
            for (const { nth, at, path, by } of flush) {
              const id = ids[nth] as string;
              const noted = { id, at: at * 1_000, use: get(path) };
              if (by === "row") await recordUses(database, [noted]);
              else await isolates[by].use(noted);
              if (noted.at > (latest.get(id)?.at ?? -1))
                latest.set(id, { at: noted.at, usage: `GET ${path}` });
            }
          }
          const key = {
            last_used: (id: string) => latest.get(id)?.at ?? -1,
            last_usage: (id: string) => latest.get(id)?.usage ?? "",
          };
          for (const by of ["last_used", "last_usage"] as const) {
            const keys = (await walk(owner.organizationId, { sort: { by, descending: false } })).map(
              ({ id }) => key[by](id),
            );
            expect(keys).toHaveLength(6);
            expect(keys).toEqual(keys.toSorted((a, b) => (a < b ? -1 : Number(a > b))));
          }
        },
      ),
      { numRuns: 15 },
    );
  });

  test.each(SORTS)(
    "holds still for a walk that goes on while tokens are used: $by, descending $descending",
    async (sort) => {
      const { owner, ids } = await tokens(12);
      const [one, other] = [isolate(), isolate()];
      const all = (at: number) =>
        ids.slice(0, 9).map((id, nth) => ({ id, at: at + nth, use: get(`/${(at + nth) % 4}`) }));
      await one.use(...all(1_000));
      await other.use(...all(1_500).slice(2, 5));
      await one.use(...all(2_000));
      const before = (await walk(owner.organizationId, { sort, now: 2_500 })).map(({ id }) => id);
      let at = 3_000;
      // Each token once more, some at another isolate; the last three come out of their rest.
      const between = async () => {
        const nth = (at - 3_000) % 12;
        await [one, other][at % 2]?.use({ id: ids[nth] as string, at: at++, use: get("/zzz") });
      };
      const walked = await walk(owner.organizationId, { sort, now: 2_500, limit: 1 }, between);
      expect(walked.map(({ id }) => id)).toEqual(before);
    },
  );

  test.each(SORTS)(
    "gives each token once to a walk during which all are used again and again: $by, descending $descending",
    async (sort) => {
      const { owner, ids } = await tokens(12);
      const one = isolate();
      const all = (at: number) => ids.slice(0, 9).map((id) => ({ id, at, use: get("/same") }));
      await one.use(...all(1_000));
      await one.use(...all(2_000));
      let at = 3_000;
      const walked = await walk(owner.organizationId, { sort, now: 2_000, limit: 2 }, () =>
        one.use(...all(at++)),
      );
      expect(walked.map(({ id }) => id).toSorted()).toEqual(ids.toSorted());
    },
  );
});

describe("what comes to rest", () => {
  const inRows = (id: string) =>
    rows(
      `SELECT last_used_at AS at, last_used_path AS path, sorted_used_at AS sortedAt, sorted_usage AS sortedUsage,
         use_marked_at IS NOT NULL AS marked FROM token WHERE id = ?`,
      id,
    ).then(([row]) => row);

  test("moves from its sheet into its row, and to its place; what is in use stays", async () => {
    const { owner, ids } = await tokens(3);
    const [resting, busy, sheetless] = ids as unknown as [string, string, string];
    const one = isolate();
    await one.use({ id: resting, at: 10, use: get("/1") }, { id: busy, at: 10, use: get("/1") });
    await one.use({ id: resting, at: 20, use: get("/2") }, { id: busy, at: 90, use: get("/2") });
    await recordUses(database, [{ id: sheetless, at: 15, use: get("/row") }]);
    await settleUses(database, 50, 1_000);
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
    await removeSheets(database, 50);
    expect(await findApiToken(database, owner, busy)).toMatchObject({ lastUsedAt: 90, lastUsed: get("/2") });
    await settleUses(database, 100, 1_000);
    await removeSheets(database, 100);
    expect(await inRows(busy)).toEqual({
      at: 90,
      path: "/2",
      sortedAt: 90,
      sortedUsage: "GET /2",
      marked: 0,
    });
    expect(await rows("SELECT id FROM use_sheet WHERE newest_at <= 100")).toEqual([]);
  });

  test("a use that is written after its token came to rest marks it again", async () => {
    const { owner, ids } = await tokens(1);
    const one = isolate();
    await one.use({ id: ids[0], at: 10, use: get("/1") });
    await settleUses(database, 50, 1_000);
    await one.use({ id: ids[0], at: 60, use: get("/late") });
    expect(await findApiToken(database, owner, ids[0])).toMatchObject({
      lastUsedAt: 60,
      lastUsed: get("/late"),
    });
  });

  test("settling in small pieces moves every token, once", async () => {
    const { ids } = await tokens(25);
    await settleUses(database, 1e12, 1_000);
    await isolate().use(...ids.map((id, nth) => ({ id, at: nth + 1, use: get("/") })));
    const moved = [];
    for (let round = 0; round < 4; round++) moved.push(await settleUses(database, 100, 10));
    expect(moved).toEqual([10, 10, 5, 0]);
  });
});
