import { expect, test } from "vitest";
import { team } from "../../factories/team.ts";
import { refusalOf } from "../../world/refusals.ts";

test("how many members and API tokens there are is told as they come and go; sessions are not counted", async () => {
  const { superuser, stranger, users, tokens } = await team();
  expect(await superuser.organization.size.query()).toEqual({ members: 3, tokens: 3 });
  const bot = await superuser.team.addServiceUser.mutate({
    name: "deploys",
    permissions: ["tokens.personal"],
  });
  await superuser.team.createToken.mutate({ userId: bot.id, name: "Deploys" });
  expect(await superuser.organization.size.query()).toEqual({ members: 4, tokens: 4 });
  await superuser.organization.revokeToken.mutate({ id: tokens.superuser.id });
  await superuser.team.removeMember.mutate({ userId: users.member.id });
  expect(await superuser.organization.size.query()).toEqual({ members: 3, tokens: 2 });
  expect(await stranger.organization.size.query()).toEqual({ members: 1, tokens: 1 });
});

test("is a superuser's to see", async () => {
  const { member } = await team();
  expect(await refusalOf(member.organization.size.query())).toEqual({
    code: "FORBIDDEN",
    reason: "role-too-low",
  });
});
