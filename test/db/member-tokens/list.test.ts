import { env } from "cloudflare:workers";
import fc from "fast-check";
import { expect, test } from "vitest";
import { batch, connect } from "../../../db/connect.ts";
import { listApiTokens, totalOf } from "../../../db/member-tokens/list.ts";
import { insertToken } from "../../../db/tokens/changes.ts";
import type { MemberKey } from "../../../db/tokens/tokens.ts";
import { MEMBER_TOKEN_SORTS } from "../../../worker/domain/tokens/token-sort.ts";
import { scenario } from "../../factories/scenario.ts";
import { makeToken } from "../../factories/tokens.ts";

const database = connect(env.DB);

async function owner(): Promise<MemberKey> {
  const { member } = await scenario().withOrganization().withMember().withSession().written();
  return { organizationId: member.organizationId, userId: member.user.id };
}

async function insert(member: MemberKey, createdAt: number, name = "CI"): Promise<string> {
  const { row } = await makeToken({ owner: member, createdAt, name });
  await batch(database, [insertToken(member, row)]);
  return row.id;
}

const remove = (id: string) => env.DB.prepare("DELETE FROM token WHERE id = ?").bind(id).run();

test("on any walk, every row that is there all the while appears exactly once", async () => {
  const meanwhile = fc.array(fc.tuple(fc.constantFrom("insert", "delete"), fc.nat(20)), { maxLength: 4 });
  const ages = fc.array(fc.nat(6), { minLength: 1, maxLength: 25 });
  await fc.assert(
    fc.asyncProperty(
      ages,
      fc.integer({ min: 1, max: 7 }),
      fc.array(meanwhile, { maxLength: 6 }),
      async (times, limit, changes) => {
        const member = await owner();
        const lasting = new Set<string>();
        for (const at of times) lasting.add(await insert(member, at));
        const walked: string[] = [];
        let cursor: string | undefined;
        for (let page = 0; ; page++) {
          const { items, nextCursor } = await listApiTokens(database, member, { cursor, limit });
          expect(items.length).toBeLessThanOrEqual(limit);
          walked.push(...items.map(({ id }) => id));
          if (nextCursor === null) break;
          cursor = nextCursor;
          for (const [what, where] of changes[page] ?? []) {
            if (what === "insert") await insert(member, where);
            const victim = [...lasting][where];
            if (what === "delete" && victim) {
              await remove(victim);
              lasting.delete(victim);
            }
          }
        }
        expect(new Set(walked).size).toBe(walked.length);
        expect([...lasting].filter((id) => !walked.includes(id))).toEqual([]);
      },
    ),
    { numRuns: 25 },
  );
});

test("newest first; of one instant by id, so that the order is total", async () => {
  const member = await owner();
  for (const at of [3, 1, 2, 2, 2]) await insert(member, at);
  const { items, nextCursor } = await listApiTokens(database, member, { limit: 10 });
  expect(items.map(({ createdAt }) => createdAt)).toEqual([3, 2, 2, 2, 1]);
  const ids = items.slice(1, 4).map(({ id }) => id);
  expect(ids).toEqual(ids.toSorted().reverse());
  expect(nextCursor).toBeNull();
});

test("in every order it comes back as it went, a page at a time, with how many there are of what was looked for", async () => {
  const member = await owner();
  for (const [at, name] of [
    [1, "Zebra"],
    [2, "apple"],
    [3, "Ärger"],
    [4, "Banana"],
    [5, "apple"],
  ] as const) {
    await insert(member, at, name);
  }
  for (const by of MEMBER_TOKEN_SORTS) {
    const walk = async (descending: boolean) => {
      const walked: string[] = [];
      let cursor: string | undefined;
      do {
        const asked = { sort: { by, descending }, cursor, limit: 2 };
        const page = await listApiTokens(database, member, asked);
        expect(await totalOf(database, member, asked, page)).toBe(5);
        walked.push(...page.items.map(({ id }) => id));
        cursor = page.nextCursor ?? undefined;
      } while (cursor);
      return walked;
    };
    const forth = await walk(false);
    expect(new Set(forth).size).toBe(5);
    expect(await walk(true)).toEqual(forth.toReversed());
  }
  const byName = await listApiTokens(database, member, { sort: { by: "name", descending: false }, limit: 3 });
  expect(byName.items.map(({ name }) => name)).toEqual(["apple", "apple", "Banana"]);
  const cursor = byName.nextCursor ?? "";
  await expect(listApiTokens(database, member, { cursor, limit: 3 })).rejects.toMatchObject({
    reason: "cursor-invalid",
  });
  const asked = { name: "APP", limit: 1 };
  expect(await totalOf(database, member, asked, await listApiTokens(database, member, asked))).toBe(2);
});

test("a page that is just full says so: no empty page follows", async () => {
  const member = await owner();
  for (const at of [1, 2]) await insert(member, at);
  expect((await listApiTokens(database, member, { limit: 2 })).nextCursor).toBeNull();
});

test("sessions and other members' tokens are not listed", async () => {
  const { members, tokens } = await scenario()
    .withOrganization()
    .withMember()
    .withToken({ name: "mine" })
    .withSession()
    .withMember()
    .withToken({ name: "theirs" })
    .written();
  const [me] = members;
  const { items } = await listApiTokens(
    database,
    { organizationId: me?.organizationId ?? "", userId: me?.user.id ?? "" },
    { limit: 10 },
  );
  expect(items.map(({ id }) => id)).toEqual([tokens[0]?.id]);
});

test.each([
  ["REPORT", ["Daily report", "report"]],
  ["100%", ["100% literal"]],
  ["_", ["a_b"]],
  ["straße", ["STRASSE", "Straße"]],
  ["ΟΔΟΣ", ["οδος"]],
  ["'", ["it's"]],
  ["nothing of the kind", []],
  ["", ["100% literal", "Daily report", "STRASSE", "Straße", "a_b", "it's", "report", "οδος"]],
  ["x".repeat(100), []],
  ["\0", []],
  ["\ud800", []],
])("by the name %j are found %j", async (name, found) => {
  const member = await owner();
  const names = ["Daily report", "report", "100% literal", "a_b", "Straße", "STRASSE", "οδος", "it's"];
  for (const each of names) await insert(member, 1, each);
  const { items } = await listApiTokens(database, member, { name, limit: 50 });
  expect(items.map((item) => item.name).toSorted()).toEqual(found);
});
