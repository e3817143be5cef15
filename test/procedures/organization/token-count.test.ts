import { expect, test } from "vitest";
import { team } from "../../factories/team.ts";
import { refusalOf } from "../../world/refusals.ts";

test("how many API tokens there are is told as they come and go; sessions are not counted", async () => {
  const { superuser, stranger, users, tokens } = await team();
  const all = async (rpc = superuser) => (await rpc.organization.tokenCount.query()).count;
  expect(await all()).toBe(3);
  const bot = await superuser.team.addServiceUser.mutate({
    name: "deploys",
    permissions: ["tokens.personal"],
  });
  await superuser.team.createToken.mutate({ userId: bot.id, name: "Deploys" });
  expect(await all()).toBe(4);
  await superuser.organization.revokeToken.mutate({ id: tokens.superuser.id });
  await superuser.team.removeMember.mutate({ userId: users.member.id });
  expect(await all()).toBe(2);
  expect(await all(stranger)).toBe(1);
});

test("of a search and of a state as many are counted as are listed", async () => {
  const { superuser, member, users, tokens } = await team();
  await member.tokens.suspend.mutate({ id: tokens.member.id });
  await superuser.team.editMember.mutate({ userId: users.bot.id, permissions: [] });
  for (const narrowed of [
    { q: "nightly" },
    { q: "i" },
    { q: "/reports" },
    { state: "suspended" as const },
    { state: "blocked" as const },
    { state: "attention" as const },
    { q: "ci-bot", state: "blocked" as const },
    { q: "nightly", state: "blocked" as const },
  ]) {
    const { items } = await superuser.organization.tokens.query(narrowed);
    const counted = await superuser.organization.tokenCount.query(narrowed);
    expect(counted).toEqual({ count: items.length, more: false });
  }
});

test("is a superuser's to see", async () => {
  const { member } = await team();
  expect(await refusalOf(member.organization.tokenCount.query())).toEqual({
    code: "FORBIDDEN",
    reason: "role-too-low",
  });
});
