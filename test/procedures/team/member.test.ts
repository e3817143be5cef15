import { expect, test } from "vitest";
import { team } from "../../factories/team.ts";
import { refusalOf } from "../../world/refusals.ts";

test("a member is told as the list has them, with what they hold", async () => {
  const { superuser, users } = await team();
  const told = await superuser.team.member.query({ userId: users.member.id });
  expect(told).toEqual({
    id: users.member.id,
    name: "Mei Tanaka",
    email: users.member.email,
    kind: "human",
    role: "member",
    permissions: ["tokens.personal", "reports:read", "reports:write"],
    visibilityGroups: [],
    contact: null,
    deactivatedAt: null,
    invitation: null,
    revision: 0,
  });
  const { items } = await superuser.team.list.query();
  expect(items.find(({ id }) => id === users.member.id)).toEqual(told);
});

test("a Master Admin holds every permission", async () => {
  const { stranger, users } = await team();
  const { permissions } = await stranger.team.member.query({ userId: users.stranger.id });
  expect(permissions).toEqual(["tokens.personal", "tokens.introspect", "reports:read", "reports:write"]);
});

test("whom a member may not see is as unknown as somebody elsewhere and nobody", async () => {
  const { superuser, member, users } = await team();
  const see = (userId: string) => member.team.member.query({ userId });
  const unknown = { code: "NOT_FOUND", reason: "member-unknown" };
  for (const userId of [users.bot.id, users.stranger.id, "usr_000000000000"])
    expect(await refusalOf(see(userId))).toEqual(unknown);
  expect((await see(users.member.id)).id).toBe(users.member.id);
  await superuser.organization.defineGroup.mutate({ name: "EMEA" });
  for (const userId of [users.member.id, users.bot.id])
    await superuser.team.editMember.mutate({ userId, visibilityGroups: ["EMEA"] });
  expect((await see(users.bot.id)).name).toBe("ci-bot");
});
