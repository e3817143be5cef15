import { env } from "cloudflare:workers";
import { sql } from "drizzle-orm";
import { beforeAll, describe, expect, test } from "vitest";
import { batch, connect, prepare } from "../../../db/connect.ts";
import { renameMember } from "../../../db/members/memberships.ts";
import { countOrganizationTokens } from "../../../db/organization-tokens/count.ts";
import { listOrganizationTokens } from "../../../db/organization-tokens/list.ts";
import { insertToken, renameApiToken } from "../../../db/tokens/changes.ts";
import { countInStates } from "../../../db/tokens/state-counts.ts";
import { gather } from "../../../db/uses/gather.ts";
import { recordUses } from "../../../db/uses/rows.ts";
import { settleUses } from "../../../db/uses/settle.ts";
import { LISTED_STATES, type ListedState } from "../../../worker/domain/tokens/listed-state.ts";
import { TokenHash } from "../../../worker/domain/tokens/secret.ts";
import { TOKEN_SORTS, type TokenSort } from "../../../worker/domain/tokens/token-sort.ts";
import { counting } from "../../world/counting.ts";

const SMALL = "org_small0000000";
const LARGE = "org_large0000000";
const LARGE_TOKENS = 20_000;

const NAMES = [
  "alpha",
  "Alpha",
  "Straße",
  "ÉLAN",
  "100% sure",
  "a_b",
  'say "hi" OR *',
  "it's (x)",
  "東京レポート",
  "İstanbul",
];

const SORTS: TokenSort[] = TOKEN_SORTS.flatMap((by) => [
  { by, descending: false },
  { by, descending: true },
]);
const named = SORTS.map((sort) => ({ sort, name: `${sort.descending ? "-" : ""}${sort.by}` }));

beforeAll(async () => {
  await env.DB.batch(
    [SMALL, LARGE].flatMap((id) => [
      env.DB.prepare(
        "INSERT INTO organization (id, name, kind, api_permissions, created_at) VALUES (?, ?, 'customer', '[]', 0)",
      ).bind(id, id),
      ...Array.from({ length: 8 }, (_, at) => [
        env.DB.prepare("INSERT INTO user (id, email, kind, created_at) VALUES (?, ?, 'human', 0)").bind(
          `usr_${id}${at}`,
          `person${at}@${id}.example`,
        ),
        env.DB.prepare(
          "INSERT INTO membership (organization_id, user_id, name, folded, role, permissions, visibility_groups, created_at) VALUES (?1, ?2, ?3, upper(?3) || char(10) || upper(?4), 'member', '[]', '[]', 0)",
        ).bind(id, `usr_${id}${at}`, `Person ${at}`, `person${at}@${id}.example`),
      ]).flat(),
    ]),
  );
  const database = connect(env.DB);
  await batch(
    database,
    Array.from({ length: 40 }, (_, at) =>
      insertToken(
        { organizationId: SMALL, userId: `usr_${SMALL}${at % 8}` },
        {
          id: smallId(at),
          kind: "api",
          name: NAMES[at % NAMES.length] as string,
          hash: new TokenHash(new Uint8Array(32)),
          scopes: null,
          createdAt: 1000 + (at % 7),
          expiresAt: null,
        },
      ),
    ),
  );
  await recordUses(
    database,
    [3, 5, 8, 13, 21, 34].map((at) => ({
      id: smallId(at),
      at: 5_000_000 + (at % 2),
      use: { method: "GET", path: `/reports/${at % 3}` },
    })),
  );
  await env.DB.prepare(
    `INSERT INTO token (id, organization_id, user_id, kind, name, name_folded, owner_folded, hash, scopes, created_at,
       last_used_at, last_used_method, last_used_path, sorted_used_at, sorted_usage)
     WITH RECURSIVE n(i) AS (SELECT 0 UNION ALL SELECT i + 1 FROM n WHERE i < ?2 - 1)
     SELECT printf('L%011d', i * 7919 % ?2), ?1, 'usr_' || ?1 || (i % 8), 'api', name, upper(name),
       'PERSON ' || (i % 8) || char(10) || 'PERSON' || (i % 8) || '@EXAMPLE', zeroblob(32), 'all', i * 31 % 5000,
       used, iif(used IS NULL, NULL, 'GET'), iif(used IS NULL, NULL, '/r/' || (i % 300)), coalesce(used, -1), iif(used IS NULL, '', 'GET /r/' || (i % 300))
     FROM (SELECT i, iif(i % 10 = 0, NULL, i * 17 % 9000) AS used,
       CASE WHEN i % 2000 = 7 THEN 'needle ' WHEN i % 3 = 0 THEN 'backup ' ELSE 'report ' END || i AS name FROM n)`,
  )
    .bind(LARGE, LARGE_TOKENS)
    .run();
});

function smallId(at: number): string {
  return `S${String((at * 17) % 40).padStart(11, "0")}`;
}

type Asked = { q?: string; state?: { is: ListedState; now: number }; sort?: TokenSort; limit?: number };

async function walk(
  organizationId: string,
  { q, state, sort = { by: "created", descending: true }, limit = 50 }: Asked,
  between: () => Promise<void> = async () => {},
) {
  const pages = [];
  let cursor: string | undefined;
  do {
    const { items, nextCursor } = await listOrganizationTokens(connect(env.DB), organizationId, {
      q,
      state,
      sort,
      cursor,
      limit,
      tokenPrefix: "lk",
    });
    pages.push(items);
    cursor = nextCursor ?? undefined;
    await between();
  } while (cursor && pages.length < 100);
  return pages.flat();
}

const countOf = (organizationId: string, narrowed: Pick<Asked, "q" | "state">) =>
  countOrganizationTokens(connect(env.DB), organizationId, { ...narrowed, tokenPrefix: "lk" });

const ids = (tokens: { id: string }[]) => tokens.map(({ id }) => id);
const all = Array.from({ length: 40 }, (_, at) => smallId(at)).sort();

describe("a walk", () => {
  test.each(named)("by $name gives every token once, ties and never used ones too", async ({ sort }) => {
    const whole = ids(await walk(SMALL, { sort, limit: 200 }));
    expect(whole.toSorted()).toEqual(all);
    expect(ids(await walk(SMALL, { sort, limit: 3 }))).toEqual(whole);
    const back = await walk(SMALL, { sort: { ...sort, descending: !sort.descending }, limit: 7 });
    expect(ids(back).reverse()).toEqual(whole);
  });

  test.each(named.filter(({ sort }) => sort.by.startsWith("last")))(
    "by $name finds every token once that is not used meanwhile, whatever others do",
    async ({ sort }) => {
      const before = ids(await walk(SMALL, { sort, limit: 200 }));
      let at = 6_000_000;
      const busy = [before[0], before[20], before[38], before[39]] as string[];
      const use = async () => {
        const used = busy.map((id) => ({ id, at: ++at, use: { method: "PUT", path: "/zzz" } }));
        await recordUses(connect(env.DB), used);
      };
      const walked = ids(await walk(SMALL, { sort, limit: 4 }, use)).filter((id) => !busy.includes(id));
      expect(walked.toSorted()).toEqual(all.filter((id) => !busy.includes(id)));
    },
  );

  test("tokens are in the order of their last use, however often they were used", async () => {
    const database = connect(env.DB);
    const used = async (at: number, id: string) =>
      recordUses(database, [{ id, at, use: { method: "GET", path: "/x" } }]);
    const [a, b] = [smallId(1), smallId(2)];
    await used(7_000_000, a);
    await used(7_000_001, b);
    await used(7_000_002, a);
    const page = await listOrganizationTokens(database, SMALL, {
      sort: { by: "last_used", descending: true },
      limit: 2,
      tokenPrefix: "lk",
    });
    expect(ids(page.items)).toEqual([a, b]);
    expect(page.items[0]?.lastUsedAt).toBe(7_000_002);
  });

  test("goes on only in the order that it began in", async () => {
    const ask = (sort: TokenSort, cursor?: string) =>
      listOrganizationTokens(connect(env.DB), SMALL, { sort, cursor, limit: 2, tokenPrefix: "lk" });
    const { nextCursor } = await ask({ by: "name", descending: false });
    const other = ask({ by: "name", descending: true }, nextCursor ?? "");
    await expect(other).rejects.toMatchObject({ reason: "cursor-invalid" });
  });
});

describe("a search", () => {
  test.each([
    ["alpha", ["alpha", "Alpha"]],
    ["STRASSE", ["Straße"]],
    ["straße", ["Straße"]],
    ["élan", ["ÉLAN"]],
    ["é", ["ÉLAN"]],
    ["%", ["100% sure"]],
    ["a_b", ["a_b"]],
    ['"hi" or', ['say "hi" OR *']],
    ["*", ['say "hi" OR *']],
    ["'s (", ["it's (x)"]],
    ["京レポ", ["東京レポート"]],
    ["東京", ["東京レポート"]],
    ["nothing like it", []],
    ["alpha\n", []],
  ])("for %j is literal and folds case", async (q, names) => {
    const found = await walk(SMALL, { q, limit: 3 });
    expect(new Set(found.map(({ name }) => name))).toEqual(new Set(names));
    expect(new Set(ids(found)).size).toBe(found.length);
    expect(found).toHaveLength(names.length * 4);
    expect(await countOf(SMALL, { q })).toEqual({ count: found.length, more: false });
  });

  test.each([
    ["lk_S00000000001", 1],
    ["LK_s0000000000", 10],
    ["k_s00000000003", 1],
    ["lk_", 40],
    ["person 3", 5],
    ["PERSON3@ORG_SMALL", 5],
  ])("for %j looks at the prefix as displayed, the owner's name and address", async (q, count) => {
    expect(await walk(SMALL, { q, limit: 7 })).toHaveLength(count);
    expect(await countOf(SMALL, { q })).toEqual({ count, more: false });
  });

  test("finds a token by its new name and its owner's, and not by the old ones", async () => {
    const database = connect(env.DB);
    const owner = { organizationId: SMALL, userId: `usr_${SMALL}1` };
    await prepare(database, renameApiToken(owner, smallId(1), "Quetzal")).run();
    await prepare(database, renameMember(owner, "Zoë Kowalski", "person1@x.example")).run();
    expect(ids(await walk(SMALL, { q: "quetzal" }))).toEqual([smallId(1)]);
    expect(await walk(SMALL, { q: "ZOË KOW" })).toHaveLength(5);
    expect(await walk(SMALL, { q: "Person 1" })).toHaveLength(0);
    await env.DB.prepare("DELETE FROM token WHERE id = ?").bind(smallId(1)).run();
    expect(await walk(SMALL, { q: "quetzal" })).toHaveLength(0);
  });
});

describe("a state", () => {
  const DAY_MS = 86_400_000;
  const now = 1_000 * DAY_MS;
  const set = (nth: number, columns: string) =>
    env.DB.prepare(`UPDATE token SET ${columns} WHERE id = ?`).bind(smallId(nth)).run();

  test.each(named)("is found by $name, and so are words in it", async ({ sort }) => {
    await env.DB.prepare(
      `UPDATE token SET created_at = ?1, expires_at = NULL, is_blocked = FALSE, last_used_at = NULL, last_used_method = NULL, last_used_path = NULL,
         use_marked_at = NULL, use_sheet = NULL, sorted_used_at = -1, sorted_usage = '' WHERE organization_id = ?2`,
    )
      .bind(now - 90 * DAY_MS + 1, SMALL)
      .run();
    await set(11, `expires_at = ${now + 14 * DAY_MS}`);
    await set(12, `expires_at = ${now + 14 * DAY_MS + 1}`);
    await set(13, `expires_at = ${now}`);
    await set(14, `suspended_at = 1, suspended_by = 'owner'`);
    await set(15, `suspended_at = 1, suspended_until = ${now}, suspended_by = 'owner'`);
    await set(16, `hash_earlier = zeroblob(32), earlier_ends_at = ${now + 1}`);
    await set(17, `hash_earlier = zeroblob(32), earlier_ends_at = ${now}`);
    for (const nth of [18, 19, 22, 23]) await set(nth, `created_at = ${now - 90 * DAY_MS}`);
    await set(19, `rotated_at = ${now - 1}`);
    await set(22, `resumed_at = ${now - 1}`);
    for (const nth of [24, 25, 26]) await set(nth, `is_blocked = TRUE, created_at = ${now - 90 * DAY_MS}`);
    await set(25, `suspended_at = 1, suspended_by = 'owner'`);
    await set(26, `expires_at = ${now - 1}`);
    await recordUses(connect(env.DB), [{ id: smallId(23), at: now - 1, use: { method: "GET", path: "/" } }]);
    const of = async (is: ListedState, q?: string) =>
      ids(await walk(SMALL, { state: { is, now }, sort, q, limit: 2 })).toSorted();
    expect(await of("expiring")).toEqual([smallId(11)]);
    expect(await of("expired")).toEqual([13, 26].map(smallId).toSorted());
    expect(await of("blocked")).toEqual([smallId(24)]);
    expect(await of("suspended")).toEqual([14, 25].map(smallId).toSorted());
    expect(await of("earlier-secret")).toEqual([smallId(16)]);
    expect(await of("unused")).toEqual([smallId(18)]);
    expect(await of("attention")).toEqual([11, 13, 18, 24, 26].map(smallId).toSorted());
    expect(await countInStates(connect(env.DB), SMALL, { now, most: 100 })).toEqual({
      attention: 5,
      expiring: 1,
      expired: 2,
      blocked: 1,
      unused: 1,
      suspended: 2,
      "earlier-secret": 1,
    });
    const counted = async (is: ListedState, q?: string) =>
      (await countOf(SMALL, { q, state: { is, now } })).count;
    expect(await Promise.all(LISTED_STATES.map((is) => counted(is)))).toEqual([5, 1, 2, 1, 1, 2, 1]);
    expect(await counted("expiring", `lk_${smallId(11)}`)).toBe(1);
    expect(await counted("expiring", "lk_")).toBe(1);
    expect(await of("expiring", `lk_${smallId(11)}`)).toEqual([smallId(11)]);
    expect(await of("expiring", `lk_${smallId(12)}`)).toEqual([]);
  });
});

describe("a term that begins with /", () => {
  const paths = async (asked: Asked) => (await walk(SMALL, asked)).map(({ lastUsed }) => lastUsed?.path);
  const lastUses = async () => {
    await batch(connect(env.DB), [
      sql`UPDATE token SET use_marked_at = NULL, use_sheet = NULL,
      last_used_at = NULL, last_used_method = NULL, last_used_path = NULL, sorted_used_at = -1, sorted_usage = ''
      WHERE organization_id = ${SMALL}`,
    ]);
    const use = (nth: number, at: number, method: string, path: string) => ({
      id: smallId(nth),
      at,
      use: { method, path },
    });
    const database = connect(env.DB);
    await recordUses(database, [
      use(3, 1, "GET", "/reports/1"),
      use(4, 2, "POST", "/Reports"),
      use(5, 3, "GET", "/report"),
      use(6, 4, "GET", "/api/reports"),
      use(7, 5, "", "/reports/old"),
      use(8, 6, "GET", "/a%20b_c"),
    ]);
    await settleUses(database, 4, 100);
    await gather(database, { uses: [use(7, 9, "GET", "/moved"), use(8, 9, "GET", "/reports/2")] });
  };

  test.each(named)(
    "finds last usages whose path begins so, at rest or in use, by $name",
    async ({ sort }) => {
      await lastUses();
      for (const limit of [1, 200]) {
        const found = await paths({ q: "/reports", sort, limit });
        expect(found.toSorted()).toEqual(["/Reports", "/reports/1", "/reports/2"]);
        const order = ids(await walk(SMALL, { sort })).filter((id) => [3, 4, 8].map(smallId).includes(id));
        expect(ids(await walk(SMALL, { q: "/reports", sort, limit }))).toEqual(order);
      }
    },
  );

  test.each([
    ["/", 6],
    ["/report", 4],
    ["/REPORTS/", 2],
    ["/reports/1", 1],
    ["/api", 1],
    ["/eports", 0],
    ["/a%20b_", 0],
    ["/old", 0],
    ["/reports/\u0000", 0],
  ])("takes %j as it is", async (q, count) => {
    await lastUses();
    expect(await paths({ q })).toHaveLength(count);
    expect(await countOf(SMALL, { q })).toEqual({ count, more: false });
  });
});

describe(`with ${LARGE_TOKENS} tokens`, () => {
  const rowsOf = async (asked: Asked) => {
    const { d1, counter } = counting(env.DB);
    const rows: number[] = [];
    let cursor: string | undefined;
    for (let page = 0; page < 3; page++) {
      const before = counter.read;
      const { nextCursor } = await listOrganizationTokens(connect(d1), LARGE, {
        sort: { by: "created", descending: true },
        limit: 50,
        tokenPrefix: "lk",
        cursor,
        ...asked,
      });
      rows.push(counter.read - before);
      if (!nextCursor) break;
      cursor = nextCursor;
    }
    return rows;
  };

  test.each(named)("a page of 50 by $name reads at most 200 rows", async ({ sort }) => {
    expect(Math.max(...(await rowsOf({ sort })))).toBeLessThanOrEqual(200);
  });

  test.each(named)("a page of a search by $name reads at most 15,000 rows", async ({ sort }) => {
    for (const q of [
      "needle",
      "backup",
      "person 3",
      "zz",
      "lk_L",
      "eport 1",
      "5",
      "/r/7",
      "/r/299",
      "/r",
      "/q",
    ]) {
      expect(Math.max(...(await rowsOf({ sort, q })))).toBeLessThanOrEqual(15_000);
    }
  });

  test.each(LISTED_STATES)("a page of tokens that are %s reads at most 15,000 rows", async (is) => {
    await prepare(
      connect(env.DB),
      sql`UPDATE token SET expires_at = iif(seq % 3 = 0, created_at + 1000000000, NULL),
          is_blocked = seq % 5 = 0, suspended_at = iif(seq % 400 = 1, 1, NULL), suspended_by = iif(seq % 400 = 1, 'owner', NULL)
        WHERE organization_id = ${LARGE}`,
    ).run();
    for (const sort of SORTS) {
      const state = { is, now: 1_000_003_000 };
      expect(Math.max(...(await rowsOf({ sort, state })))).toBeLessThanOrEqual(15_000);
    }
  });

  test.each([
    ["needle", { count: 10, more: false }],
    ["backup", { count: 1_000, more: true }],
    ["zz", { count: 0, more: true }],
    ["lk_L", { count: 1_000, more: true }],
    ["/r/299", { count: 66, more: false }],
    ["/r", { count: 1_000, more: true }],
  ])("how many hold %j is counted in at most 5,100 rows", async (q, counted) => {
    const { d1, counter } = counting(env.DB);
    expect(await countOrganizationTokens(connect(d1), LARGE, { q, tokenPrefix: "lk" })).toEqual(counted);
    expect(counter.read).toBeLessThanOrEqual(5_100);
  });

  test.each(LISTED_STATES)("how many are %s is counted in at most 5,100 rows", async (is) => {
    const { d1, counter } = counting(env.DB);
    const state = { is, now: 1_000_003_000 };
    const { count } = await countOrganizationTokens(connect(d1), LARGE, { state, tokenPrefix: "lk" });
    const inState = await countInStates(connect(env.DB), LARGE, { now: state.now, most: 100 });
    expect(count).toBeGreaterThanOrEqual(inState[is]);
    expect(counter.read).toBeLessThanOrEqual(5_100);
  });

  test("how many there are is known", async () => {
    expect(await countOf(LARGE, {})).toEqual({ count: LARGE_TOKENS, more: false });
  });

  test("how many are in each state is counted to 100, in at most 7,000 rows", async () => {
    const { d1, counter } = counting(env.DB);
    const counts = await countInStates(connect(d1), LARGE, { now: 1_000_003_000, most: 100 });
    expect(counts).toMatchObject({ attention: 100, expired: 100, blocked: 100 });
    expect(counter.read).toBeLessThanOrEqual(7_000);
  });

  test("a search for what one token in eight holds looks no further than it has to", async () => {
    expect(Math.max(...(await rowsOf({ q: "person 3" })))).toBeLessThanOrEqual(1_200);
  });

  test("a use costs at most four written rows a minute, however steady", async () => {
    const { d1, counter } = counting(env.DB);
    const database = connect(d1);
    const HOUR_MS = 3_600_000;
    for (let at = 0; at < HOUR_MS; at += 20_000) {
      const use = { method: "GET", path: `/r/${at}` };
      await recordUses(database, [{ id: "L00000000001", at: 10_000_000 + at, use }]);
    }
    expect(counter.written).toBeLessThanOrEqual(4 * 60);
  });
});
