import { expect, test } from "vitest";
import { NTH } from "../../factories/many-tokens.ts";
import { rows } from "../../factories/rows.ts";
import { team } from "../../factories/team.ts";
import { refusalOf } from "../../world/refusals.ts";

const happened = (howMany: number, organizationId: string, actorId: string, subjectId: string) =>
  rows(
    `INSERT INTO activity (id, organization_id, actor_user_id, subject_user_id, action, detail, at)
     ${NTH} SELECT printf('%s%s%s%05d', ?2, ?3, ?4, n), ?2, ?3, ?4, 'group.defined', '{"name":"EMEA"}', n FROM nth`,
    howMany,
    organizationId,
    actorId,
    subjectId,
  );

test("as many are counted as are listed: of all, and of one person what they did and what was done to them", async () => {
  const { superuser, stranger, organization, users } = await team();
  const [boss, mei] = [users.superuser.id, users.member.id];
  await happened(3, organization.id, boss, boss);
  await happened(4, organization.id, boss, mei);
  await happened(5, organization.id, mei, mei);
  const of = async (userId?: string) => {
    const { items } = await superuser.activity.list.query({ userId });
    const counted = await superuser.activity.count.query({ userId });
    expect(counted).toEqual({ count: items.length, more: false });
    return counted.count;
  };
  expect(await of()).toBe(12);
  expect(await of(boss)).toBe(7);
  expect(await of(mei)).toBe(9);
  expect(await of(users.bot.id)).toBe(0);
  expect((await stranger.activity.count.query()).count).toBe(0);
  expect((await stranger.activity.count.query({ userId: mei })).count).toBe(0);
});

test("of very many it is told that there are at least a thousand", async () => {
  const { superuser, organization, users } = await team();
  await happened(600, organization.id, users.superuser.id, users.member.id);
  await happened(600, organization.id, users.member.id, users.superuser.id);
  const thousand = { count: 1_000, more: true };
  expect(await superuser.activity.count.query()).toEqual(thousand);
  expect(await superuser.activity.count.query({ userId: users.member.id })).toEqual(thousand);
  expect((await superuser.activity.count.query({ userId: users.bot.id })).more).toBe(false);
});

test("is a superuser's to see", async () => {
  const { member } = await team();
  expect(await refusalOf(member.activity.count.query())).toEqual({
    code: "FORBIDDEN",
    reason: "role-too-low",
  });
});
