import { expect, test } from "vitest";
import { team } from "../../factories/team.ts";
import { refusalOf } from "../../world/refusals.ts";

test("any API token of the organization is told with its owner", async () => {
  const { superuser, tokens, users } = await team();
  const { id } = tokens.member;
  const told = await superuser.organization.token.query({ id });
  expect(told).toMatchObject({
    id,
    name: "Nightly build",
    prefix: `lk_${id}`,
    state: "live",
    user: { id: users.member.id, name: "Mei Tanaka", email: users.member.email },
  });
  expect((await superuser.organization.tokens.query({ q: `lk_${id}` })).items).toEqual([told]);
  expect((await superuser.organization.token.query({ id: tokens.bot.id })).user).toMatchObject({
    name: "ci-bot",
  });
});

test("one that has ended is unknown, and so are a session and what is another organization's", async () => {
  const { superuser, member, tokens } = await team();
  const { items } = await member.secondaryTokens.list.query({});
  await superuser.organization.revokeToken.mutate({ id: tokens.bot.id });
  for (const id of [tokens.bot.id, tokens.stranger.id, items[0]?.id ?? "", "000000000000"])
    expect(await refusalOf(superuser.organization.token.query({ id }))).toEqual({
      code: "NOT_FOUND",
      reason: "token-unknown",
    });
});

test("a member is refused, their own too", async () => {
  const { member, tokens } = await team();
  expect(await refusalOf(member.organization.token.query({ id: tokens.member.id }))).toEqual({
    code: "FORBIDDEN",
    reason: "role-too-low",
  });
});
