import { expect, test } from "vitest";
import { team } from "../../factories/team.ts";
import { refusalOf } from "../../world/refusals.ts";

test("the earlier secret of a service user's token ends; the new one goes on", async () => {
  const { superuser, users, tokens, statusOf } = await team();
  const asked = { userId: users.bot.id, id: tokens.bot.id };
  const { token } = await superuser.team.rotateToken.mutate({ ...asked, endAtFirstUse: false });
  expect([await statusOf(token), await statusOf(tokens.bot.text)]).toEqual([200, 200]);
  expect(await superuser.team.endEarlierSecret.mutate(asked)).toEqual({ id: tokens.bot.id });
  expect([await statusOf(token), await statusOf(tokens.bot.text)]).toEqual([200, 401]);
  expect(await superuser.team.endEarlierSecret.mutate(asked)).toEqual({ id: tokens.bot.id });
  const { items } = await superuser.activity.list.query({ userId: users.bot.id });
  const ended = items.filter(({ action }) => action === "token.earlier-secret-ended");
  expect(ended).toMatchObject([{ actor: { name: "Samuel Okafor" }, token: { id: tokens.bot.id } }]);
});

test("of service users alone, of one's own organization, and by a superuser", async () => {
  const { superuser, member, stranger, users, tokens } = await team();
  const asked = { userId: users.bot.id, id: tokens.bot.id };
  const { endEarlierSecret } = superuser.team;
  const ofPerson = endEarlierSecret.mutate({ userId: users.member.id, id: tokens.member.id });
  expect(await refusalOf(ofPerson)).toEqual({ code: "FORBIDDEN", reason: "service-users-only" });
  const ofAnother = endEarlierSecret.mutate({ ...asked, id: tokens.member.id });
  expect(await refusalOf(ofAnother)).toEqual({ code: "NOT_FOUND", reason: "token-unknown" });
  expect(await refusalOf(stranger.team.endEarlierSecret.mutate(asked))).toMatchObject({
    reason: "member-unknown",
  });
  expect(await refusalOf(member.team.endEarlierSecret.mutate(asked))).toMatchObject({
    reason: "role-too-low",
  });
});
