import { env } from "cloudflare:workers";
import { expect, test } from "vitest";
import { connect } from "../../db/connect.ts";
import { MOST_LOOKED_AT } from "../../db/members/team.ts";
import { sessionsOfOtherWays, sessionsOfProvider } from "../../db/sign-in/provider-sessions.ts";
import { isolate } from "../factories/isolate.ts";
import { manyTokens, NTH } from "../factories/many-tokens.ts";
import { count, rows } from "../factories/rows.ts";
import { scenario, type WrittenMember } from "../factories/scenario.ts";
import { watchedDatabase } from "../factories/watched.ts";
import { call } from "./call.ts";

/** The product's own limits. */
const MOST = { permissions: 200, groups: 1_000, groupsOfMember: 100, tokensOfMember: 500, name: 100 };
const MEMBERS = 1_000;

/** 100 code points, a different text for each number. */
const long = (text: string) => `'${"😀".repeat(MOST.name - 8)}' || printf('%08d', ${text})`;

/** An organization with the maximum of everything, and a thousand members in a hundred groups each. */
async function largest() {
  const apiPermissions = Array.from({ length: MOST.permissions }, (_, nth) => ({
    key: `reports:${nth}`.padEnd(MOST.name, "x"),
    description: "😀".repeat(MOST.name),
  }));
  const { organization, members, tokens } = await scenario()
    .withOrganization({ apiPermissions })
    .withMember({ role: "master_admin" })
    .withToken()
    .withMember({ permissions: ["tokens.personal"] })
    .withToken()
    .withMember({ permissions: ["tokens.personal"] })
    .withToken()
    .written();
  const statements = [
    `INSERT INTO visibility_group (id, organization_id, name)
     ${NTH} SELECT printf('gl_%s%04d', ?2, n), ?2, ${long("n")} FROM nth`,
    `INSERT INTO user (id, email, kind, created_at)
     ${NTH} SELECT printf('ul_%s%04d', ?2, n), ?2 || n || '@large.example', 'human', n FROM nth`,
  ];
  for (const statement of statements) await rows(statement, MEMBERS, organization.id);
  // Each member is in every tenth group: the caller shares none with nine of ten of them.
  const groups = `(SELECT json_group_array(name) FROM (SELECT ${long("1 + (n % 10) + 10 * value")} AS name
    FROM json_each('${JSON.stringify([...Array(MOST.groupsOfMember).keys()])}')))`;
  await rows(
    `INSERT INTO membership (organization_id, user_id, name, folded, role, permissions, visibility_groups, created_at)
     ${NTH} SELECT ?2, printf('ul_%s%04d', ?2, n), ${long("n")}, ${long("n")}, 'member', '["tokens.personal"]', ${groups}, n
     FROM nth`,
    MEMBERS,
    organization.id,
  );
  const [, inGroups, alone] = members as [WrittenMember, WrittenMember, WrittenMember];
  await rows(
    `UPDATE membership SET visibility_groups = (SELECT visibility_groups FROM membership WHERE user_id = ?)
     WHERE user_id = ?`,
    `ul_${organization.id}0001`,
    inGroups.user.id,
  );
  return { organization, members, inGroups, alone, tokens };
}

test("the team as a member in a hundred groups sees it is looked up, not multiplied out", async () => {
  const { tokens } = await largest();
  const { database, trips } = watchedDatabase(env.DB);
  const asked = isolate({ DB: database }).bearer(tokens[1]?.text ?? "");
  const answer = await asked.fetch("/api/v1/team?limit=200");
  const { items } = await answer.json<{ items: unknown[] }>();
  expect(items).toHaveLength(MEMBERS / 10 + 1);
  const read = trips.reduce((sum, { rowsRead }) => sum + rowsRead, 0);
  // It reads each member's groups once, and the caller's once: a join would read nine million.
  expect(read).toBeLessThan(MEMBERS * (MOST.groupsOfMember + 10));
});

test("the team where few of very many share a group is read in bounded pages, and found whole", async () => {
  const { organization, members, tokens } = await scenario()
    .withOrganization()
    .withMember({ role: "superuser", permissions: ["tokens.personal"] })
    .withToken()
    .withMember({ permissions: ["tokens.personal"], visibilityGroups: ["EMEA"] })
    .withToken()
    .withMember({ permissions: ["tokens.personal"] })
    .withToken()
    .written();
  const many = 2 * MOST_LOOKED_AT + 500;
  await rows(
    `INSERT INTO user (id, email, kind, created_at)
     ${NTH} SELECT printf('um_%s%05d', ?2, n), ?2 || n || '@many.example', 'human', n FROM nth`,
    many,
    organization.id,
  );
  // One in a thousand has the group, and one in ten the previous one's name: a page may end between the two.
  await rows(
    `INSERT INTO membership (organization_id, user_id, name, folded, role, permissions, visibility_groups, created_at)
     ${NTH} SELECT ?2, printf('um_%s%05d', ?2, n), 'M', printf('M%05d', n - (n % 10 = 0)), 'member', '["tokens.personal"]',
       iif(n % 1000 = 0, '["EMEA","APAC"]', '["APAC"]'), n FROM nth`,
    many,
    organization.id,
  );
  const walk = async (token: string, most: number) => {
    const found: string[] = [];
    let cursor: string | null = "";
    for (let page = 0; cursor !== null && page < 9; page++) {
      const { database, trips } = watchedDatabase(env.DB);
      const answer = await isolate({ DB: database })
        .bearer(token)
        .fetch(`/api/v1/team?limit=50${cursor && `&cursor=${cursor}`}`);
      const { items, next_cursor } = await answer.json<{
        items: { id: string }[];
        next_cursor: string | null;
      }>();
      found.push(...items.map(({ id }) => id));
      cursor = next_cursor;
      expect(trips.reduce((sum, { rowsRead }) => sum + rowsRead, 0)).toBeLessThan(most);
    }
    return found;
  };
  const [, inGroup, alone] = tokens.map(({ text }) => text) as [string, string, string];
  const nth = (n: number) => `um_${organization.id}${String(n).padStart(5, "0")}`;
  const sharing = [members[1]?.user.id, ...[1, 2, 3, 4].map((thousand) => nth(thousand * 1000))];
  expect((await walk(inGroup, 5 * MOST_LOOKED_AT)).toSorted()).toEqual(sharing.toSorted());
  expect(await walk(alone, 50)).toEqual([members[2]?.user.id]);
  const { rpc } = await isolate().signedIn(members[0]?.user.email ?? "");
  const pages = [await rpc.team.list.query({ q: "M04" })];
  while (pages.at(-1)?.nextCursor)
    pages.push(await rpc.team.list.query({ q: "M04", cursor: pages.at(-1)?.nextCursor }));
  expect(pages.flatMap(({ items }) => items)).toHaveLength(many - 4_000);
});

test("the sessions that an identity provider ends are found without reading API tokens", async () => {
  const { organization, member } = await scenario().withOrganization().withMember().withSession().written();
  const owner = { organizationId: organization.id, userId: member.user.id };
  await rows(...manyTokens(owner, { howMany: 3_000, prefix: "lims" }));
  const { database, trips } = watchedDatabase(env.DB);
  const found = (which: typeof sessionsOfProvider) => which(connect(database), organization.id, 500);
  expect(await found(sessionsOfOtherWays)).toHaveLength(1);
  expect(await found(sessionsOfProvider)).toHaveLength(0);
  for (const { rowsRead } of trips) expect(rowsRead).toBeLessThan(50);
});

test("a member holds at most 500 API tokens, also when they are asked for at one moment", async () => {
  const { alone, members, tokens } = await largest();
  const owner = { organizationId: alone.organizationId, userId: alone.user.id };
  await rows(...manyTokens(owner, { howMany: MOST.tokensOfMember - 3, prefix: "lim_" }));
  const { signedIn } = isolate();
  const client = await signedIn(alone.user.email ?? "", alone.password);
  const made = await Promise.all(
    Array.from({ length: 6 }, () => client.post("/trpc/tokens.create", { name: "One more" })),
  );
  expect(made.map(({ status }) => status).toSorted()).toEqual([200, 200, 409, 409, 409, 409]);
  const refused = made.find(({ status }) => status === 409);
  expect(await refused?.json()).toMatchObject({
    error: { data: { code: "CONFLICT", reason: "token-limit" } },
  });
  const held = "token WHERE kind = 'api' AND user_id = ?";
  expect(await count(held, alone.user.id)).toBe(MOST.tokensOfMember);
  expect(await count("activity WHERE action = 'token.created' AND subject_user_id = ?", alone.user.id)).toBe(
    2,
  );
  await client.rpc.tokens.revoke.mutate({ id: tokens[2]?.id ?? "" });
  await client.rpc.tokens.create.mutate({ name: "In its place" });
  expect(members).toHaveLength(3);
});

test("a member is in at most 100 groups", async () => {
  const { organization, members, alone } = await largest();
  const [master] = members;
  const groups = (
    await rows<{ name: string }>(
      "SELECT name FROM visibility_group WHERE organization_id = ?",
      organization.id,
    )
  ).map(({ name }) => name);
  const { signedIn } = isolate();
  const client = await signedIn(master?.user.email ?? "", master?.password);
  const edit = (howMany: number) =>
    call(client, "team.editMember", { userId: alone.user.id, visibilityGroups: groups.slice(0, howMany) });
  const refused = await edit(101);
  expect(await refused.json()).toMatchObject({
    error: { data: { code: "BAD_REQUEST", reason: "groups-too-many", field: "visibilityGroups" } },
  });
  expect((await edit(100)).status).toBe(200);
});
