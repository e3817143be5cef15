import { env } from "cloudflare:workers";
import { beforeAll, expect, test } from "vitest";
import { connect } from "../../../db/connect.ts";
import { countTeam, listTeam, MOST_LOOKED_AT } from "../../../db/members/team.ts";
import type { TeamSort } from "../../../worker/domain/organizations/team-sort.ts";
import type { Sight } from "../../../worker/domain/policies/team.ts";
import { NTH } from "../../factories/many-tokens.ts";
import { rows } from "../../factories/rows.ts";
import { scenario } from "../../factories/scenario.ts";
import { counting } from "../../world/counting.ts";

const MEMBERS = 2 * MOST_LOOKED_AT + 500;
const ORDERS: TeamSort[] = (["name", "email", "role", "created"] as const).flatMap((by) => [
  { by, descending: false },
  { by, descending: true },
]);
const named = ORDERS.map((sort) => ({ sort, name: `${sort.descending ? "-" : ""}${sort.by}` }));
/** One member in a thousand is in the group EMEA. */
const IN_GROUP: Sight = { userId: "nobody", groups: ["EMEA"] };

let organizationId: string;

beforeAll(async () => {
  organizationId = (await scenario().withOrganization().written()).organization.id;
  await rows(
    `INSERT INTO user (id, email, kind, created_at)
     ${NTH} SELECT printf('usr_%05d', n), (n * 7919 % CAST(?1 AS INTEGER)) || '@many.example', 'human', n FROM nth`,
    MEMBERS,
  );
  // Most were added at one moment, and many have the same name.
  await rows(
    `INSERT INTO membership (organization_id, user_id, name, folded, role, permissions, visibility_groups, created_at)
     ${NTH} SELECT ?2, printf('usr_%05d', n), 'M', 'M' || (n % 3) || char(10) || (n * 7919 % CAST(?1 AS INTEGER)) || '@MANY.EXAMPLE',
       CASE WHEN n % 900 = 0 THEN 'master_admin' WHEN n % 90 = 0 THEN 'superuser' ELSE 'member' END, '[]',
       iif(n % 1000 = 0, '["EMEA","APAC"]', '["APAC"]'), iif(n % 10 = 0, n, 5) FROM nth`,
    MEMBERS,
    organizationId,
  );
});

async function walk(sight: Sight, sort: TeamSort, { q, most }: { q?: string; most: number }) {
  const found: string[] = [];
  let cursor: string | undefined;
  for (let page = 0; page < 50; page++) {
    const { d1, counter } = counting(env.DB);
    const answer = await listTeam(connect(d1), organizationId, sight, { q, sort, cursor, limit: 200 });
    expect(counter.read).toBeLessThanOrEqual(most);
    found.push(...answer.items.map(({ userId }) => userId));
    if (answer.nextCursor === null) return found;
    cursor = answer.nextCursor;
  }
  throw new Error("this walk has no end");
}

test.each(named)(
  "a page of 200 by $name reads at most 410 rows, and all are found once",
  async ({ sort }) => {
    const found = await walk("all", sort, { most: 410 });
    expect(new Set(found).size).toBe(MEMBERS);
    expect(found).toHaveLength(MEMBERS);
    const back = await walk("all", { ...sort, descending: !sort.descending }, { most: 410 });
    expect(back.reverse()).toEqual(found);
  },
);

test.each(named)(
  "a page of few among many by $name is bounded, and few are found whole",
  async ({ sort }) => {
    const address = await walk("all", sort, { q: "4@many", most: 2 * MOST_LOOKED_AT + 210 });
    expect(address).toHaveLength(MEMBERS / 10);
    expect(address).toEqual((await walk("all", sort, { most: 410 })).filter((id) => address.includes(id)));
    const sharing = await walk(IN_GROUP, sort, { most: 5 * MOST_LOOKED_AT });
    expect(sharing.toSorted()).toEqual(["usr_01000", "usr_02000", "usr_03000", "usr_04000"]);
  },
);

test("by role, who may do most comes first, each role by name", async () => {
  const { items } = await listTeam(connect(env.DB), organizationId, "all", {
    sort: { by: "role", descending: false },
    limit: 60,
  });
  const roles = items.map(({ role }) => role);
  expect(roles).toEqual([
    ...Array(5).fill("master_admin"),
    ...Array(45).fill("superuser"),
    ...Array(10).fill("member"),
  ]);
});

test("all are counted at once; of a search and of those who share a group, the first", async () => {
  const counted = async (sight: Sight, q?: string) => {
    const { d1, counter } = counting(env.DB);
    return { ...(await countTeam(connect(d1), organizationId, sight, q)), read: counter.read };
  };
  expect(await counted("all")).toEqual({ count: MEMBERS, more: false, read: 1 });
  const searched = await counted("all", "4@many");
  expect(searched).toMatchObject({ more: true });
  expect(searched.count).toBeGreaterThan(150);
  expect(searched.read).toBeLessThanOrEqual(2 * MOST_LOOKED_AT + 10);
  const sharing = await counted(IN_GROUP);
  expect(sharing).toMatchObject({ more: true });
  expect(sharing.read).toBeLessThanOrEqual(5 * MOST_LOOKED_AT);
  expect(await counted({ userId: "usr_00007", groups: [] })).toMatchObject({ count: 1, more: false });
});
