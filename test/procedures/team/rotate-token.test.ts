import { expect, test } from "vitest";
import { rows } from "../../factories/rows.ts";
import { team } from "../../factories/team.ts";
import { refusalOf } from "../../world/refusals.ts";

test("a service user's token gets a new secret, and the administrator is named", async () => {
  const { superuser, users, tokens, statusOf, sentences } = await team();
  const { id, text } = tokens.bot;
  const asked = { userId: users.bot.id, id };
  const rotated = await superuser.team.rotateToken.mutate(asked);
  expect(rotated).toMatchObject({ id, name: "Release pipeline", earlierSecret: { endAtFirstUse: true } });
  expect(await statusOf(text)).toBe(200);
  expect(await statusOf(rotated.token)).toBe(200);
  expect(await statusOf(text)).toBe(401);
  expect((await sentences()).join()).toMatch(/Samuel Okafor rotated ci-bot's API token “Release pipeline”/);
  const now = await superuser.team.rotateToken.mutate({ ...asked, graceSeconds: 0 });
  expect([await statusOf(rotated.token), await statusOf(now.token)]).toEqual([401, 200]);
});

test("a person's tokens are their own to rotate, and another's is not the service user's", async () => {
  const { superuser, users, tokens, stranger } = await team();
  const rotate = superuser.team.rotateToken.mutate;
  expect(await refusalOf(rotate({ userId: users.member.id, id: tokens.member.id }))).toEqual({
    code: "FORBIDDEN",
    reason: "service-users-only",
  });
  expect(await refusalOf(rotate({ userId: users.bot.id, id: tokens.member.id }))).toMatchObject({
    reason: "token-unknown",
  });
  const elsewhere = stranger.team.rotateToken.mutate({ userId: users.bot.id, id: tokens.bot.id });
  expect(await refusalOf(elsewhere)).toEqual({ code: "NOT_FOUND", reason: "member-unknown" });
});

test("needs a superuser who proved themselves lately", async () => {
  const { superuser, member, users, tokens, statusOf } = await team();
  const asked = { userId: users.bot.id, id: tokens.bot.id, graceSeconds: 0 };
  expect(await refusalOf(member.team.rotateToken.mutate(asked))).toMatchObject({ reason: "role-too-low" });
  await rows("UPDATE token SET proved_at = 1 WHERE user_id = ?", users.superuser.id);
  expect(await refusalOf(superuser.team.rotateToken.mutate(asked))).toMatchObject({ reason: "proof-stale" });
  expect(await statusOf(tokens.bot.text)).toBe(200);
});
